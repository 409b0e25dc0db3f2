import { createDataFrame, type DataFrame, type DataLink, type FieldConfig, FieldType } from '@grafana/data';
import { type Advice, type Memory, type Overview, type RecallAnswer } from '@incident-memory/contract';
import { instant } from './incidentFrames';
import { OPEN_MEMORY_OF_ROW, OPEN_SERVICE_OF_ROW } from './links';

/** Fields of a table in which each row is one thing; names are promised, dashboards refer to them. */
function columns<Row>(rows: Row[]) {
  const field = (type: FieldType, name: string, config: FieldConfig) => (of: (row: Row) => unknown) => ({
    name,
    type,
    values: rows.map(of),
    config,
  });
  return {
    text: (name: string, label: string, links: DataLink[] = []) =>
      field(FieldType.string, name, { displayNameFromDS: label, ...(links.length === 0 ? {} : { links }) }),
    number: (name: string, label: string, config: FieldConfig = {}) =>
      field(FieldType.number, name, { displayNameFromDS: label, ...config }),
    time: (name: string, label: string) => field(FieldType.time, name, { displayNameFromDS: label }),
    flag: (name: string, label: string) => field(FieldType.boolean, name, { displayNameFromDS: label }),
  };
}

const INCIDENT: FieldConfig = { unit: 'prefix:INC-', decimals: 0 };
/** A share stands beside its counts, never alone. */
const SHARE: FieldConfig = { unit: 'percentunit', decimals: 0 };
const at = (text: string | null) => (text === null ? null : instant(text));
const tried = (memory: Memory, ...outcomes: Array<Memory['attempts'][number]['outcome']>) =>
  memory.attempts.filter(({ outcome }) => outcomes.includes(outcome)).length;

/** One row a memory. */
export function memoryTable(memories: Memory[], refId: string): DataFrame {
  const { text, number, time, flag } = columns(memories);
  return createDataFrame({
    refId,
    name: 'memories',
    meta: { preferredVisualisationType: 'table' },
    fields: [
      time('started', 'Began')(({ startedAt }) => at(startedAt)),
      number('incident', 'Incident', INCIDENT)(({ incident }) => incident?.number ?? null),
      text('title', 'What', [OPEN_MEMORY_OF_ROW])(({ title }) => title),
      text('service', 'Service', [OPEN_SERVICE_OF_ROW])(({ service }) => service ?? ''),
      text('category', 'Category')(({ category }) => category),
      text('state', 'State')(({ state }) => state),
      text('provenance', 'Known by')(({ provenance }) => provenance),
      text('cause', 'Cause')(({ cause }) => cause?.class ?? ''),
      text('resolution', 'What ended it')(({ resolution }) => resolution),
      number('helped', 'Fixes that helped')((memory) => tried(memory, 'cured', 'mitigated')),
      number('failed', 'Fixes that did not')((memory) => tried(memory, 'temporary', 'no-effect', 'got-worse-after')),
      number('duration', 'Lasted', { unit: 'dtdurationms', decimals: 0 })(({ startedAt, endedAt }) =>
        endedAt === null ? null : Math.max(0, instant(endedAt) - instant(startedAt))
      ),
      flag('stale', 'No longer holds')(({ stale }) => stale !== null),
      text('id', 'Id')(({ id }) => id),
    ],
  });
}

/** One row a past incident or note, the nearest first, with why. */
export function matchTable({ matches }: RecallAnswer, refId: string): DataFrame {
  const ranked = matches.map((match, place) => ({ ...match, rank: place + 1 }));
  const { text, number, time } = columns(ranked);
  const said = (facets: (typeof ranked)[number]['matches']) => facets.map(({ sentence }) => sentence).join('; ');
  return createDataFrame({
    refId,
    name: 'matches',
    meta: { preferredVisualisationType: 'table' },
    fields: [
      number('rank', 'Rank')(({ rank }) => rank),
      number('incident', 'Incident', INCIDENT)(({ memory }) => memory.incident?.number ?? null),
      text('title', 'What', [OPEN_MEMORY_OF_ROW])(({ memory }) => memory.title),
      text('strength', 'How near')(({ strength }) => strength),
      text('matches', 'Matches')((match) => said(match.matches)),
      text('differs', 'Differs')((match) => said(match.differs)),
      text('service', 'Service', [OPEN_SERVICE_OF_ROW])(({ memory }) => memory.service ?? ''),
      text('provenance', 'Known by')(({ memory }) => memory.provenance),
      time('started', 'Began')(({ memory }) => at(memory.startedAt)),
      text('id', 'Id')(({ memory }) => memory.id),
    ],
  });
}

/** One row a fix: first what helped, then what not to try. Counts stand beside each word. */
export function adviceTable(answer: RecallAnswer, refId: string): DataFrame {
  const { recommended, doNotTry, contested, untested, general } = answer;
  const { text, number, time, flag } = columns([...recommended, ...doNotTry, ...contested, ...untested, ...general]);
  const helped = ({ counts }: Advice) => counts.cured + counts.mitigated;
  const failed = ({ counts }: Advice) => counts.temporary + counts.noEffect + counts.gotWorseAfter;
  return createDataFrame({
    refId,
    name: 'advice',
    meta: { preferredVisualisationType: 'table' },
    fields: [
      text('verdict', 'Verdict')(({ verdict }) => verdict),
      text('fix', 'Fix')(({ fix }) => fix.words),
      text('record', 'Record')(({ sentence }) => sentence),
      text('state', 'How far known')(({ state }) => state),
      number('helped', 'Helped')(helped),
      number('failed', 'Did not help')(failed),
      number('worse', 'Got worse after')(({ counts }) => counts.gotWorseAfter),
      flag('verified', 'Measured')(({ verified }) => verified),
      time('last', 'Last')(({ lastAt }) => at(lastAt)),
      text(
        'check',
        'Check first'
      )(({ tellApart }) => (tellApart === null ? '' : `${tellApart.question} ${tellApart.how} → ${tellApart.means}`)),
      text('undo', 'Undo')(({ fix }) => fix.undo),
    ],
  });
}

/** The one row that says how far memory can be believed. */
export function learningTable(confidence: Overview['learningConfidence'], asOf: string, refId: string): DataFrame {
  const { text, number, time } = columns([confidence]);
  return createDataFrame({
    refId,
    name: 'learning',
    fields: [
      time('at', 'As of')(() => at(asOf)),
      text('state', 'Learning confidence')(({ state }) => state),
      number('outcomes', 'Outcomes')(({ outcomes }) => outcomes),
      number('recalled', 'Recalled')(({ coverage }) => coverage?.hits ?? null),
      number('asked', 'Of')(({ coverage }) => coverage?.of ?? null),
      number('recalledLow', 'At least', SHARE)(({ coverage }) => coverage?.low ?? null),
      number('recalledHigh', 'At most', SHARE)(({ coverage }) => coverage?.high ?? null),
      number('said', 'Said of fixes', SHARE)(({ calibration }) => calibration?.said ?? null),
      number('cameTrue', 'Came true', SHARE)(({ calibration }) => calibration?.cameTrue ?? null),
      number('lift', 'Better for what was learnt', SHARE)(({ lift }) => lift?.share ?? null),
      text('sentence', 'What it means')(({ sentence }) => sentence),
    ],
  });
}
