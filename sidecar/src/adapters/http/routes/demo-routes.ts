import type { DemoInjection } from '../../../ports/demo-injection.ts';
import { ApplicationError } from '../../../platform/application-error.ts';
import type { Handlers } from '../call.ts';

export function demoRoutes({ demo }: { demo: DemoInjection | null }): Pick<Handlers, 'injectErrors'> {
  return {
    injectErrors: ({ reader, body }) => {
      if (demo === null || !demo.serves(reader.scope.organisation)) {
        throw new ApplicationError('IM_DEMO_OFF');
      }
      demo.inject(body);
      return body;
    },
  };
}
