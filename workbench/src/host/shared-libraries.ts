import * as emotionCss from '@emotion/css';
import * as emotionReact from '@emotion/react';
import * as grafanaData from '@grafana/data';
import * as grafanaDataUnstable from '@grafana/data/unstable';
import { getI18nInstance } from '@grafana/i18n/internal';
import * as grafanaRuntime from '@grafana/runtime';
import * as grafanaRuntimeUnstable from '@grafana/runtime/unstable';
import * as grafanaUi from '@grafana/ui';
import * as grafanaUiUnstable from '@grafana/ui/unstable';
import * as d3 from 'd3';
import lodash from 'lodash';
import moment from 'moment';
import * as react from 'react';
import * as reactDom from 'react-dom';
import * as jsxRuntime from 'react/jsx-runtime';
import * as routerCompat from 'react-router-dom-v5-compat';
import * as rxjs from 'rxjs';
import * as rxjsOperators from 'rxjs/operators';

/**
 * What Grafana gives to plugins instead of letting them bundle it. `react-router` is the compatibility package of
 * version 6, as in Grafana; `react-router-dom` is left out, since Grafana shares its version 5 and a plugin that
 * asks for it has forgotten to bundle version 6.
 */
export const SHARED_LIBRARIES: Readonly<Record<string, System.Module>> = {
  '@emotion/css': emotionCss,
  '@emotion/react': emotionReact,
  '@grafana/data': grafanaData,
  '@grafana/data/unstable': grafanaDataUnstable,
  '@grafana/runtime': grafanaRuntime,
  '@grafana/runtime/unstable': grafanaRuntimeUnstable,
  '@grafana/ui': grafanaUi,
  '@grafana/ui/unstable': grafanaUiUnstable,
  d3,
  i18next: onlyDefault(getI18nInstance()),
  lodash: onlyDefault(lodash),
  moment: onlyDefault(moment),
  react,
  'react-dom': reactDom,
  'react-router': routerCompat,
  'react/jsx-runtime': jsxRuntime,
  rxjs,
  'rxjs/operators': rxjsOperators,
};

/** SystemJS' AMD reader hands such a module over as its default export. */
function onlyDefault(value: object): System.Module {
  return { default: value, __useDefault: true };
}
