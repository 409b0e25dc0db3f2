import { prose } from '../../prose.ts';
import type { RecallQuery } from '../recall-query.ts';

export const tuningUnanswerableElsewhere: readonly RecallQuery[] = [
  { id: 'elsewhere/001', text: 'printer in the marketing office prints every page in magenta', truth: [] },
  {
    id: 'elsewhere/002',
    text: 'badge readers at the main entrance do not open the turnstile since the holiday weekend',
    truth: [],
  },
  { id: 'elsewhere/003', text: 'meeting room screens show no picture when laptops are plugged in by USB-C', truth: [] },
  {
    id: 'elsewhere/006',
    text: 'Windows update KB5034441 fails with 0x80070643 on most of the finance laptops',
    truth: [],
  },
  {
    id: 'elsewhere/007',
    text: prose(`
      laptops lose the company VPN after they wake up from standby, only the newest hardware generation
    `),
    truth: [],
  },
  {
    id: 'elsewhere/008',
    text: 'How do we order additional parking cards for visitors on the day of the audit?',
    truth: [],
  },
  {
    id: 'elsewhere/012',
    text: prose(`
      SAP transport DEVK900123 ended with return code 8 in the quality system, activation of a dictionary object
      failed
    `),
    truth: [],
  },
  { id: 'elsewhere/013', text: 'the timesheet application rounds overtime down for part-time staff', truth: [] },
  { id: 'elsewhere/017', text: 'quantum simulator queue refuses circuits with more than thirty qubits', truth: [] },
  {
    id: 'elsewhere/018',
    text: 'Minecraft community server keeps kicking players with outdated client messages',
    truth: [],
  },
  { id: 'elsewhere/021', text: 'tomography archive PACS rejects DICOM studies without an accession number', truth: [] },
  {
    id: 'elsewhere/023',
    text: 'insulin pump firmware rollout halted as the bootloader checks the wrong signature',
    truth: [],
  },
  {
    id: 'elsewhere/025',
    text: 'wind turbine pitch controller trips on overspeed although wind is moderate',
    truth: [],
  },
  { id: 'elsewhere/029', text: 'the satellite modem reacquires its carrier each time the ship turns north', truth: [] },
  {
    id: 'elsewhere/030',
    text: "aircraft maintenance software shows yesterday's defect list on tablets in the hangar",
    truth: [],
  },
  {
    id: 'elsewhere/035',
    text: prose(`
      stock exchange feed handler sees sequence gaps on multicast line B and cannot recover through retransmission
    `),
    truth: [],
  },
  {
    id: 'elsewhere/036',
    text: "FIX session logs out with MsgSeqNum too low after the counterparty's weekend reset",
    truth: [],
  },
  {
    id: 'elsewhere/039',
    text: prose(`
      subtitle tracks of live streams drift several seconds behind the audio after an advertising break
    `),
    truth: [],
  },
  {
    id: 'elsewhere/040',
    text: prose(`
      HLS players stall since the packager writes segments with wrong EXT-X-DISCONTINUITY-SEQUENCE, only smart
      televisions of one brand
    `),
    truth: [],
  },
  {
    id: 'elsewhere/042',
    text: 'podcast feed is rejected by directories because enclosure lengths are zero',
    truth: [],
  },
  {
    id: 'elsewhere/043',
    text: 'game matchmaking puts beginners against veterans since the season reset of ratings',
    truth: [],
  },
  {
    id: 'elsewhere/047',
    text: 'e-scooter locks stay open when the battery is swapped while a ride is being ended',
    truth: [],
  },
  {
    id: 'elsewhere/048',
    text: 'milk cooling tank sensors send Fahrenheit while the farm portal expects Celsius',
    truth: [],
  },
  {
    id: 'elsewhere/050',
    text: 'library self-checkout terminals cannot desensitise books since their firmware changed',
    truth: [],
  },
  {
    id: 'elsewhere/054',
    text: prose(`
      legal hold search in the document archive finds no scanned letters as the text recognition was never run
    `),
    truth: [],
  },
  {
    id: 'elsewhere/055',
    text: '3D printer farm aborts with thermal runaway protection on the second nozzle',
    truth: [],
  },
  { id: 'elsewhere/057', text: 'swimming pool chlorine dosing alarm goes to a retired caretaker', truth: [] },
  {
    id: 'elsewhere/058',
    text: 'how many annual leave days remain for the on-call colleagues of the Lisbon office',
    truth: [],
  },
  {
    id: 'elsewhere/059',
    text: 'please translate the postmortem template into Spanish and send it to the new team',
    truth: [],
  },
  { id: 'elsewhere/060', text: 'which conference talks about observability are worth watching this year', truth: [] },
];
