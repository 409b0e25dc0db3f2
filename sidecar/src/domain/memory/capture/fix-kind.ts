import type { FixKind } from '@incident-memory/contract';

/** In the order in which they are looked for: what is taken back is a rollback also where it was configuration. */
const SIGNS: readonly (readonly [FixKind, RegExp])[] = [
  [
    'rollback',
    /\b(roll(ed|ing|s)?\b.{0,40}?\bback|roll-?back|(go(ne)?|went|back) to .{0,30}?\d+\.\d+|undo (the )?(release|deploy)|revert(ed|ing)?|downgrad\w+|previous (version|release))\b/i,
  ],
  [
    'restart',
    /\b(restart\w*|roll(ed|ing)? .{0,30}?\bpods|reboot\w*|bounc(e|ed|ing)|recycl\w+|kill(ed|ing)? (the )?(pod|process)\w*)\b/i,
  ],
  [
    'failover',
    /\b(fail(ed|ing)?[ -]?over|promot(e|ed|ing) (the |a )?(replica|standby|secondary)|switch(ed)? to (the )?(standby|replica|secondary))\b/i,
  ],
  [
    'scaling',
    /\b(scal(e|ed|ing) (up|out|down)|more (replicas|instances|memory|cpu|nodes)|add(ed|ing)? (replicas|instances|nodes|capacity)|resiz\w+)\b/i,
  ],
  [
    'configuration',
    /\b(config\w*|setting\w*|set \S+ (to|=)|rais(e|ed|ing)|lower(ed|ing)?|increas(e|ed|ing)|limit\w*|timeout\w*|pool size|feature flag|flag|rotat\w+|renew\w+)\b/i,
  ],
  ['code-change', /\b(patch\w*|hot ?fix\w*|code|commit\w*|pull request|deploy(ed|ing)?( a)? fix|bug ?fix)\b/i],
  ['dependency', /\b(vendor|provider|upstream|third[ -]party|librar(y|ies)|dependenc(y|ies)|driver)\b/i],
  [
    'command',
    /(^|\s)(kubectl|psql|systemctl|redis-cli|curl|helm|terraform|docker|vacuum|truncate|delete from|alter)\s/i,
  ],
];

/** What kind of fix words tell of, where nobody said which. */
export function fixKindOf(words: string): FixKind {
  return SIGNS.find(([, sign]) => sign.test(words))?.[0] ?? 'other';
}
