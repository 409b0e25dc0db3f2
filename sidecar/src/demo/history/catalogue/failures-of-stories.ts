import { STORIES } from '../../shop/stories.ts';
import type { DemoService } from '../../shop/services.ts';
import type { ErrorDefinition } from './signature-definition.ts';

/** What an injected failure of this service writes, so that its history is found when it is injected. */
export function failuresOfStory(service: DemoService): readonly ErrorDefinition[] {
  return STORIES[service].failures.map((failure) => ({ ...failure, language: 'node' }));
}
