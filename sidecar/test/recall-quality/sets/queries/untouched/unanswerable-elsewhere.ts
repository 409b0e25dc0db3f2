import { prose } from '../../prose.ts';
import type { RecallQuery } from '../recall-query.ts';

/** Not to be read while tuning: untouched-queries.ts says why. */
export const untouchedUnanswerableElsewhere: readonly RecallQuery[] = [
  {
    id: 'elsewhere/004',
    text: prose(`
      expired licence of the CAD workstations, engineers see a grey viewport and cannot save drawings
    `),
    truth: [],
  },
  {
    id: 'elsewhere/005',
    text: prose(`
      the desk phones on the fourth floor register and unregister all the time and callers hear an engaged tone
    `),
    truth: [],
  },
  { id: 'elsewhere/009', text: 'Outlook calendars of two executives are out of step with their phones', truth: [] },
  {
    id: 'elsewhere/010',
    text: prose(`
      SharePoint permissions were inherited from the wrong site and the works council can see salary drafts
    `),
    truth: [],
  },
  {
    id: 'elsewhere/011',
    text: 'Salesforce nightly bulk export stops because the API user needs multi factor now',
    truth: [],
  },
  {
    id: 'elsewhere/014',
    text: 'Blender render farm nodes report CUDA driver version is insufficient for CUDA runtime version',
    truth: [],
  },
  {
    id: 'elsewhere/015',
    text: prose(`
      CUDA error: an illegal memory access was encountered in the speech recognition training on the research cluster
    `),
    truth: [],
  },
  {
    id: 'elsewhere/016',
    text: 'Slurm jobs stay in state completing for ever after the epilog script was changed',
    truth: [],
  },
  {
    id: 'elsewhere/019',
    text: 'the coffee machine telemetry stopped reporting bean levels to its dashboard',
    truth: [],
  },
  {
    id: 'elsewhere/020',
    text: 'a telescope control program loses its guiding star whenever the dome rotates',
    truth: [],
  },
  {
    id: 'elsewhere/022',
    text: 'patient monitor gateway sends HL7 ORU messages with empty observation identifiers',
    truth: [],
  },
  {
    id: 'elsewhere/024',
    text: 'tram signalling cabinet 14 reports axle counter disturbance after heavy rain',
    truth: [],
  },
  {
    id: 'elsewhere/026',
    text: 'PLC in the bottling line loses Profinet communication with the labeller every few minutes',
    truth: [],
  },
  {
    id: 'elsewhere/027',
    text: prose(`
      SCADA historian has no values from the pumping station, OPC UA session is closed by the server with
      BadTooManySessions
    `),
    truth: [],
  },
  { id: 'elsewhere/028', text: 'elevator emergency phone fails the monthly test call', truth: [] },
  {
    id: 'elsewhere/031',
    text: prose(`
      bank statement import misses the lines of the last of February, MT940 parser stops at an unknown tag
    `),
    truth: [],
  },
  { id: 'elsewhere/032', text: "pension calculation uses last year's contribution ceiling", truth: [] },
  {
    id: 'elsewhere/033',
    text: 'tax office portal rejects our VAT return because the schema version is outdated',
    truth: [],
  },
  {
    id: 'elsewhere/034',
    text: 'currency conversion to Swiss francs uses the rate of the previous day on Mondays',
    truth: [],
  },
  {
    id: 'elsewhere/037',
    text: 'telephone conference bridge echoes when more than twenty people dial in by landline',
    truth: [],
  },
  { id: 'elsewhere/038', text: 'voicemail transcriptions are in Dutch for English speakers', truth: [] },
  { id: 'elsewhere/041', text: 'video transcoder outputs green frames for ten bit HDR sources', truth: [] },
  {
    id: 'elsewhere/044',
    text: 'leaderboard shows negative scores after an integer cast in the anti-cheat module',
    truth: [],
  },
  { id: 'elsewhere/045', text: 'smart thermostat fleet does not join the mesh after Zigbee channel change', truth: [] },
  {
    id: 'elsewhere/046',
    text: 'electric car chargers reject RFID cards with OCPP status Invalid, only at the lakeside site',
    truth: [],
  },
  { id: 'elsewhere/049', text: 'weather radar mosaic has a hole where the new station should be', truth: [] },
  {
    id: 'elsewhere/051',
    text: 'university course enrolment lets students exceed the credit limit through the waiting list',
    truth: [],
  },
  {
    id: 'elsewhere/052',
    text: 'municipal election result page double counted postal votes of one district during rehearsal',
    truth: [],
  },
  { id: 'elsewhere/053', text: 'translation memory returns segments of another customer in the editor', truth: [] },
  {
    id: 'elsewhere/056',
    text: 'warehouse forklift charging schedule collides with the peak tariff of the energy supplier',
    truth: [],
  },
];
