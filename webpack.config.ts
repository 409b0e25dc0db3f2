import CopyWebpackPlugin from 'copy-webpack-plugin';
import type { Configuration } from 'webpack';
import { merge } from 'webpack-merge';
import grafanaConfig, { type Env } from './.config/webpack/webpack.config.ts';

/**
 * The template's build copies pictures for the root plugin only. Grafana serves a nested plugin's logo from the
 * nested folder, so those are copied too.
 */
const nestedImages = new CopyWebpackPlugin({
  patterns: [{ from: '*/**/img/*.{svg,png}', to: '.', noErrorOnMissing: true }],
});

export default async function config(env: Env): Promise<Configuration> {
  return merge(await grafanaConfig(env), { plugins: [nestedImages] });
}
