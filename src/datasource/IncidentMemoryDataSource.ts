import {
  type AnnotationQuery,
  type DataFrame,
  type DataQueryError,
  type DataQueryRequest,
  type DataQueryResponse,
  DataSourceApi,
  type DataSourceInstanceSettings,
  LoadingState,
  type ScopedVars,
  type TestDataSourceResponse,
} from '@grafana/data';
import { getTemplateSrv, type TemplateSrv } from '@grafana/runtime';
import { Observable } from 'rxjs';
import { ApiError } from '../shared/api/ApiError';
import { callSidecar } from '../shared/api/callSidecar';
import { answerQuery, interpolateQuery } from './answers/answerQuery';
import { QueryProblem } from './answers/asked';
import { migrateQuery, QueryVersionError } from './query/migrateQuery';
import { DEFAULT_QUERY, describeQuery, type IncidentMemoryQuery, type QueryOptions } from './query/query';
import { IncidentMemoryVariables } from './variables';

/** The version of the interface that this plugin understands. */
const CONTRACT = 1;

/** Annotation queries travel as ordinary ones, marked so that they come back as annotation frames. */
const ANNOTATION_MARK = 'incident-memory-annotation';

const ANNOTATED_BY_DEFAULT: QueryOptions = {
  ...DEFAULT_QUERY,
  states: ['open', 'awaiting-confirmation', 'resolved'],
};

interface Outcome {
  frames: DataFrame[];
  error: DataQueryError | null;
}

function toQueryError(thrown: unknown, refId: string): DataQueryError {
  if (thrown instanceof ApiError) {
    return { refId, status: thrown.status, message: `${thrown.message} ${thrown.action}` };
  }
  if (thrown instanceof QueryProblem || thrown instanceof QueryVersionError) {
    return { refId, message: thrown.message };
  }
  throw thrown;
}

/**
 * Reads from the sidecar through the app's proxy, in the browser: there is nothing to configure, and who asks is
 * who is signed in. Without a part in Grafana's server it cannot feed Grafana's own alert rules.
 */
export class IncidentMemoryDataSource extends DataSourceApi<IncidentMemoryQuery> {
  readonly templates: TemplateSrv;

  constructor(settings: DataSourceInstanceSettings, templates: TemplateSrv = getTemplateSrv()) {
    super(settings);
    this.templates = templates;
    this.variables = new IncidentMemoryVariables();
    this.annotations = {
      getDefaultQuery: () => ANNOTATED_BY_DEFAULT,
      prepareQuery: (annotation: AnnotationQuery<IncidentMemoryQuery>) => ({
        ...ANNOTATED_BY_DEFAULT,
        refId: 'Anno',
        ...annotation.target,
        queryType: ANNOTATION_MARK,
      }),
    };
  }

  override getDefaultQuery(): Partial<IncidentMemoryQuery> {
    return DEFAULT_QUERY;
  }

  override getQueryDisplayText(query: IncidentMemoryQuery): string {
    try {
      return describeQuery(migrateQuery(query));
    } catch (thrown) {
      return thrown instanceof QueryVersionError ? thrown.message : '';
    }
  }

  override filterQuery(query: IncidentMemoryQuery): boolean {
    return query.hide !== true;
  }

  override interpolateVariablesInQueries(
    queries: IncidentMemoryQuery[],
    scopedVars: ScopedVars
  ): IncidentMemoryQuery[] {
    return queries.map((query) => interpolateQuery(migrateQuery(query), this.templates, scopedVars));
  }

  /** Leaving the dashboard or asking anew cancels what is under way. One failing query leaves the others whole. */
  override query(request: DataQueryRequest<IncidentMemoryQuery>): Observable<DataQueryResponse> {
    return new Observable((subscriber) => {
      const abort = new AbortController();
      const shown = request.targets.filter((target) => this.filterQuery(target));
      Promise.all(shown.map((target) => this.outcomeOf(target, request, abort.signal))).then(
        (outcomes) => {
          const errors = outcomes.flatMap(({ error }) => (error === null ? [] : [error]));
          subscriber.next({
            data: outcomes.flatMap(({ frames }) => frames),
            errors,
            // Panel headers of Grafana 12 read this one, query rows the list.
            // eslint-disable-next-line @typescript-eslint/no-deprecated
            error: errors[0],
            state: errors.length > 0 ? LoadingState.Error : LoadingState.Done,
          });
          subscriber.complete();
        },
        (thrown: unknown) => subscriber.error(thrown)
      );
      return () => abort.abort();
    });
  }

  override async testDatasource(): Promise<TestDataSourceResponse> {
    try {
      const capabilities = await callSidecar('capabilities');
      if (capabilities.contract !== CONTRACT) {
        return {
          status: 'error',
          message: `The sidecar speaks version ${String(capabilities.contract)} of the interface, this plugin version ${CONTRACT}. Update the older of the two.`,
        };
      }
      const { version, store, me } = capabilities;
      return {
        status: 'success',
        message: `Incident Memory ${version} answers (store: ${store}); you are known as ${me.login}, ${me.role}.`,
      };
    } catch (thrown) {
      return { status: 'error', message: toQueryError(thrown, '').message ?? '' };
    }
  }

  private async outcomeOf(
    target: IncidentMemoryQuery,
    request: DataQueryRequest<IncidentMemoryQuery>,
    signal: AbortSignal
  ): Promise<Outcome> {
    try {
      const query = interpolateQuery(migrateQuery(target), this.templates, request.scopedVars);
      const frames = await answerQuery({
        query,
        purpose: target.queryType === ANNOTATION_MARK ? 'annotation' : 'panel',
        context: {
          refId: query.refId,
          from: request.range.from.valueOf(),
          to: request.range.to.valueOf(),
          now: request.startTime,
        },
        maxDataPoints: request.maxDataPoints,
        signal,
      });
      return { frames, error: null };
    } catch (thrown) {
      return { frames: [], error: toQueryError(thrown, target.refId) };
    }
  }
}
