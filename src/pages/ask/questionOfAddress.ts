import { readKeptQuestion } from '../../extensions/askHandover';
import { type Question } from '../../shared/data/useAsk';
import { questionAboutPoint } from './questionAboutPoint';

export interface AskedQuestion {
  question: Question;
  withSeries: boolean;
}

const TITLE_LENGTH = 500;

/** The question that a link left in this tab, or what its address alone still tells; null without a time range. */
export function questionOfAddress(parameters: URLSearchParams): AskedQuestion | null {
  const key = parameters.get('ask');
  const kept = key === null ? null : readKeptQuestion(key);
  if (kept !== null) {
    return { question: kept, withSeries: kept.series.length > 0 };
  }
  const aboutPoint = questionAboutPoint(parameters);
  if (aboutPoint !== null) {
    return { question: aboutPoint, withSeries: aboutPoint.series.length > 0 };
  }
  const [from, to] = [Number(parameters.get('from')), Number(parameters.get('to'))];
  if (!Number.isSafeInteger(from) || !Number.isSafeInteger(to) || from <= 0 || from >= to) {
    return null;
  }
  const title = (parameters.get('title') ?? '').slice(0, TITLE_LENGTH).trim();
  return {
    question: {
      panel: { title: title === '' ? 'A time range' : title, dashboard: null, dashboardUid: null },
      from,
      to,
      series: [],
    },
    withSeries: false,
  };
}
