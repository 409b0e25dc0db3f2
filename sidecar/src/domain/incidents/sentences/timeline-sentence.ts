import type { IncidentEventType } from '@incident-memory/contract';
import type { ChainedEvent } from '../../events/event-chain.ts';
import type { EventPayloads } from '../event-payloads.ts';
import type { JoinedAlarm } from '../incident-record.ts';
import { proofInWords } from './recovery-words.ts';

type Sentences = { readonly [Type in keyof EventPayloads]: (payload: EventPayloads[Type]) => string };

const SENTENCES: Sentences = {
  opened: ({ rule, outage = false, splitFrom = null }) =>
    `${splitFrom === null ? 'Opened' : `Split off from INC-${splitFrom.number}`}${outage ? ' as an outage' : ''}: ${rule.sentence}`,
  'evidence-updated': ({ services }) =>
    `Now ${services.map(({ service, errors }) => `${service} ${errors} errors`).join(', ')}`,
  'service-joined': ({ services }) => `Also reporting errors: ${services.map(({ service }) => service).join(', ')}`,
  widened: ({ rule }) => `Became widespread: ${rule.sentence}`,
  'alert-joined': ({ alert }) => `Alert "${alert.name}" fires`,
  'alert-resolved': ({ fingerprint }) => `Alert resolved (${fingerprint})`,
  'errors-stopped': () => 'Errors stopped; recovery is unproven until someone confirms',
  'errors-returned': ({ errors }) => (errors === 0 ? 'It is back' : `Errors are back: ${errors} in the window`),
  acknowledged: () => 'Acknowledged',
  mitigating: () => 'Mitigation under way',
  'help-requested': () => 'Help asked for',
  'can-wait': () => 'Can wait',
  noted: ({ text }) => text,
  attempted: ({ sentence }) => sentence,
  confirmed: ({ notes }) => `Confirmed as over. Cause: ${notes.cause}. Fix: ${notes.fix}`,
  dismissed: ({ reason }) => `Dismissed: ${reason}`,
  reopened: ({ reason }) => `Opened again: ${reason}`,
  merged: ({ intoNumber, reason }) => `Merged into INC-${intoNumber}${because(reason)}`,
  'alarms-joined': ({ alarms, outage }) => `${told(alarms)}${outage ? '; users are hurt' : ''}`,
  'alarms-ended': ({ alarms }) => (alarms.length === 1 ? 'An alarm ended' : `${alarms.length} alarms ended`),
  'spread-found': ({ spread }) => spread.sentence,
  'recovery-judged': ({ proof }) => proofInWords(proof),
  recurred: ({ rule }) => `It is back after it was closed: ${rule.sentence}`,
  'split-off': ({ how, services, to, reason }) =>
    how === 'split'
      ? `${services.join(', ')} became INC-${to.number}: ${reason}`
      : `INC-${to.number} was taken out again${because(reason)}`,
  absorbed: ({ from, reason }) => `INC-${from.number} became part of it${because(reason)}`,
  unmerged: ({ from, reason }) => `Taken out of INC-${from.number} again${because(reason)}`,
  forgotten: ({ reason }) => `Forgotten${because(reason)}`,
};

const NAMED_ALARMS = 3;

function told(alarms: readonly JoinedAlarm[]): string {
  const more = alarms.length - NAMED_ALARMS;
  const named = alarms.slice(0, NAMED_ALARMS).map(({ service, sentence }) => `${service}: ${sentence}`);
  return [...named, ...(more > 0 ? [`and ${more} more alarms`] : [])].join('; ');
}

function because(reason = ''): string {
  return reason === '' ? '' : `: ${reason}`;
}

/** One line of the timeline. Of what was forgotten only its kind remains. */
export function timelineSentence({ type, payload }: Pick<ChainedEvent<IncidentEventType>, 'type' | 'payload'>): string {
  if (payload === null) {
    return `${type} (content forgotten)`;
  }
  return (SENTENCES[type] as (payload: unknown) => string)(payload);
}
