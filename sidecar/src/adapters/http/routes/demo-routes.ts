import type { DemoInjection } from '../../../ports/demo-injection.ts';
import { ApplicationError } from '../../../platform/application-error.ts';
import type { Handlers } from '../call.ts';

export function demoRoutes({ demo }: { demo: DemoInjection | null }): Pick<Handlers, 'injectErrors'> {
  return {
    injectErrors: ({ reader, body }) => {
      if (demo === null || !demo.serves(reader.scope.organisation)) {
        throw new ApplicationError('IM_DEMO_OFF');
      }
      const { service, kind, errors } = body;
      const { overSeconds } = demo.inject(body);
      return { service, kind, errors: kind === 'abrupt' ? errors : 0, overSeconds };
    },
  };
}
