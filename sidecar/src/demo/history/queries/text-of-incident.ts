import type { PastIncident } from '../past-incident.ts';

/** What is known while it is open. */
export function openingText(incident: PastIncident): string {
  const errors = incident.errors.map(({ errorType, message }) => `${errorType}: ${message}`);
  return [...incident.symptoms, ...new Set(errors)].join('\n');
}

/** All that its team wrote of it, as a document of its own. */
export function wholeText(incident: PastIncident): string {
  const { resolution, attempts } = incident;
  const told = attempts.map(({ minutesAfterStart, state, fix, outcomeSentence, reason }) =>
    state === 'rejected'
      ? `After ${minutesAfterStart} min: not done: ${fix.words} (${reason}).`
      : `After ${minutesAfterStart} min: ${fix.words}. ${outcomeSentence}`
  );
  return [
    openingText(incident),
    `Cause: ${incident.cause.words}`,
    ...told,
    `Fix: ${resolution.fix}`,
    ...(resolution.didNotHelp === '' ? [] : [`Did not help: ${resolution.didNotHelp}`]),
    ...(resolution.prevention === '' ? [] : [`Prevention: ${resolution.prevention}`]),
  ].join('\n');
}
