import type { FixAct, SignatureDefinition } from '../signature-definition.ts';

const parkMessage: FixAct = {
  id: 'park-poison-message',
  kind: 'command',
  words: ['move the message at the head of the queue to the parking queue', 'park the first message of mails'],
  target: 'rabbitmq queue mails',
  exact: 'shovel one: mails -> mails.parked',
  by: 'on-call engineer',
  minutes: [1, 4],
};
const purge: FixAct = {
  id: 'purge-mail-queue',
  kind: 'command',
  words: ['purge the mail queue', 'empty the queue and start afresh'],
  target: 'rabbitmq queue mails',
  exact: 'rabbitmqctl purge_queue mails',
  by: 'on-call engineer',
  minutes: [1, 2],
  rejected: ['that throws away 40,000 order confirmations we owe people by law'],
};
const restartRenderer: FixAct = {
  id: 'restart-renderer',
  kind: 'restart',
  words: ['restart the mail renderer', 'bounce the renderer pods'],
  target: 'deployment/mail-renderer',
  exact: 'kubectl -n shop rollout restart deployment/mail-renderer',
  by: 'on-call engineer',
  minutes: [2, 4],
};

export const poisonMessage: SignatureDefinition = {
  id: 'notification-poison-message',
  service: 'notification',
  alsoHits: ['user'],
  failureClass: 'bad-release',
  category: 'troubleshooting',
  severities: ['medium', 'high'],
  errors: [
    {
      language: 'dotnet',
      errorType: 'System.Text.Json.JsonException',
      message: "'0xED' is an invalid start of a value. Path: $.lines[{n}].title",
      frames: [
        'Shop.Notification.Rendering.OrderReader.Read(String body) in /src/Rendering/OrderReader.cs:line 57',
        'Shop.Notification.Worker.MailConsumer.Handle(Delivery delivery) in /src/Worker/MailConsumer.cs:line 112',
      ],
    },
  ],
  titles: [
    'One message blocks the mail queue',
    'Mail renderer crashes on the same message again and again',
    'Poison message at the head of mails',
  ],
  tellings: {
    notification: [
      'The renderer takes one message, throws, puts it back, takes it again.',
      'Redelivered count of the head is over {n}00; nothing behind it moves.',
      'Consumers restart every {n} s, CrashLoopBackOff.',
    ],
    user: ['Reset mails do not come; the link in the app says "sent".'],
  },
  causes: [
    {
      id: 'half-surrogate-in-title',
      class: 'data',
      weight: 1,
      kinds: ['abrupt', 'flapping'],
      words: [
        'A product title with half an emoji cannot be read back; the message is requeued for ever.',
        'One order line holds invalid UTF-8, and failures are requeued without a limit.',
      ],
      signs: ['Every consumer dies at the same delivery tag.'],
      fixes: [
        { act: restartRenderer, tempting: 0.8, cures: 0.01, otherwise: 'no-effect' },
        {
          act: purge,
          tempting: 0.3,
          cures: 0.5,
          otherwise: 'got-worse-after',
          failed: ['The queue was clear, and 18,000 people asked where their confirmation was.'],
        },
        { act: parkMessage, tempting: 0.3, cures: 0.93, otherwise: 'temporary' },
      ],
      prevention: ['Dead-letter after five deliveries', 'Titles are checked for well-formed text on the way in'],
    },
  ],
};
