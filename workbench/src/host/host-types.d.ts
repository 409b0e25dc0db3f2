/// <reference types="systemjs" />

/** What Grafana's core may import and other packages may not; the bundler maps these names to files. */
declare module '@grafana/runtime/plugin-page' {
  import type { PluginPageProps } from '@grafana/runtime';
  export function setPluginPage(component: React.ComponentType<PluginPageProps>): void;
}
declare module '@grafana/runtime/observable-links' {
  import type { Observable } from 'rxjs';
  import type { PluginExtensionLink } from '@grafana/data';
  interface Options {
    extensionPointId: string;
    context?: object;
  }
  export function setGetObservablePluginLinks(find: (options: Options) => Observable<PluginExtensionLink[]>): void;
}
declare module '@grafana/i18n/internal' {
  interface Language {
    language: string;
    ns: string[];
    module?: { type: 'backend'; init(): void; read(language: string, namespace: string, done: Read): void };
  }
  type Read = (error: unknown, resources: Record<string, unknown>) => void;
  export function initializeI18n(language: Language, regionalFormat: string): Promise<unknown>;
  export function getI18nInstance(): object;
}
declare module 'react-router-dom-v5-compat' {
  export * from 'react-router-dom';
}

/** Shared as it is; nothing here calls it. */
declare module 'd3';

interface WorkbenchGiven {
  readonly appId: string;
  readonly people: ReadonlyArray<{ readonly login: string; readonly name: string; readonly role: string }>;
  readonly organisations: ReadonlyArray<{ readonly id: number; readonly name: string }>;
  readonly roles: readonly string[];
}
interface Window {
  readonly workbench: WorkbenchGiven;
}
