import { type AppPluginMeta } from '@grafana/data';

/** What Grafana keeps for the app; the key itself never comes back to the browser. */
export interface AppJsonData {
  sidecarUrl?: string;
}

export type AppMeta = AppPluginMeta<AppJsonData>;

export interface AppSecureJsonData {
  apiKey?: string;
}
