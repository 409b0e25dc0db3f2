import { type Detector } from '@incident-memory/contract';
import { count } from '../words';

/** "5 detectors are on trial, 3 are live and 1 is off." */
export function sayModes(detectors: ReadonlyArray<Pick<Detector, 'mode'>>): string {
  const of = (mode: Detector['mode']) => detectors.filter((one) => one.mode === mode).length;
  const [trial, live, off] = [of('trial'), of('live'), of('off')];
  const are = (number: number) => (number === 1 ? 'is' : 'are');
  const switchedOff = off === 0 ? '' : `, and ${off} ${are(off)} off`;
  return `${count(trial, 'detector')} ${are(trial)} on trial, ${live} ${are(live)} live${switchedOff}.`;
}
