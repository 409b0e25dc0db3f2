const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).filter((word) => word !== ''));

/** Words that say nothing about an incident. Negations and directions ("not", "down", "out") stay. */
export const STOP_WORDS = words(`
  a an the this that these those it its itself he she his her they them their there here we our us you your i me my
  is am are was were be been being do does did doing done have has had having will would shall should can could may might
  must and or but nor if then else so than as of at by for with from to into onto in on about between among through
  during before after above below under over again further once also just very too own same such only more most much
  many some any each every both few other another all what which who whom whose when where why how while because until
  since per via etc e.g i.e eg ie ll re ve s t d m don let get got gets getting make makes made see seen use used using
  uses following follows however therefore thus please
`);

/**
 * Dropped within phrases, so that "the pool is exhausted" is the phrase "pool exhausted". It is shorter than the list
 * above: "too many open files" and "out of memory" are told by such words.
 */
export const FILLER_WORDS = words(`
  a an the this that these those its our your their is am are was were be been being has have had having of to and or
  for with by in on at as from into we it they now just currently again keeps keep kept got gets getting been very
  completely entirely suddenly all some any
`);
