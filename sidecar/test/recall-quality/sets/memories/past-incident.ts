/**
 * What an invented company remembers: incidents of the parcels-and-shop business "Harborline" over its 36 services,
 * told as people tell them afterwards, each in its own order and length: what was seen, why it was, what helped.
 * Symptoms, causes and fixes are written one by one; the sentences around them (ticket, host, pod, extent) come from
 * templates, so that common words and similar identifiers stand in many texts, as in any real collection.
 */
export interface PastIncident {
  readonly id: string;
  readonly title: string;
  readonly service: string;
  readonly tags: readonly string[];
  readonly text: string;
}
