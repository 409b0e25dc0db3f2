import type { AskAnswer } from '@incident-memory/contract';
import type { AnswerQuestion, QuestionAnswer } from '../../../usecases/answer-question.ts';
import type { Clock } from '../../../ports/clock.ts';
import { instant, presentIncident } from '../present/present-incident.ts';
import { presentLine } from '../present/present-telemetry.ts';
import type { Handlers } from '../call.ts';
import { requireOrder } from '../present/series-steps.ts';

export function askRoutes({ questions, clock }: { questions: AnswerQuestion; clock: Clock }): Pick<Handlers, 'ask'> {
  return {
    ask: async ({ reader, body }): Promise<AskAnswer> => {
      requireOrder(body.from, body.to);
      const answer = await questions.answer(reader.scope, body);
      return {
        services: [...answer.about.services],
        howServicesWereFound: answer.about.how,
        spike: presentSpike(answer),
        rates: answer.rates.map((rate) => ({
          service: rate.service,
          errors: rate.errors,
          lines: rate.lines,
          usualErrors: rate.usualErrors,
          sentence: rateSentence(rate),
        })),
        incidents: answer.incidents.map((record) => presentIncident(record, clock.now())),
        samples: answer.samples.map(presentLine),
        unknown: [...answer.unknown],
      };
    },
  };
}

function presentSpike({ spike }: QuestionAnswer): AskAnswer['spike'] {
  if (spike === null) {
    return null;
  }
  const { series, from, to, peak, usual } = spike;
  const sentence = `"${series}" rose to ${rounded(peak)} where ${rounded(usual)} is its median in this panel.`;
  return { series, from: instant(from), to: instant(to), peak, usual, sentence };
}

function rateSentence({ service, errors, lines, usualErrors, seconds }: QuestionAnswer['rates'][number]): string {
  const minutes = Math.max(1, Math.round(seconds / 60));
  const before =
    usualErrors === null
      ? 'it was not heard long enough before to say what is usual'
      : `before that, ${rounded(usualErrors)} errors in as long a time`;
  return `${service}: ${errors} errors in ${lines} lines over ${minutes} min; ${before}.`;
}

function rounded(value: number): string {
  return Math.abs(value) >= 10 ? String(Math.round(value)) : String(Math.round(value * 10) / 10);
}
