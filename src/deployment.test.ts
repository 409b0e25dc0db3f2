import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { DEFAULT_OPTIONS } from './panels/incidents/options';
import { migrateQuery } from './datasource/query/migrateQuery';
import { migrateVariableQuery } from './datasource/query/variableQuery';

/**
 * What an admin copies and what Compose and Kubernetes read: names, ports, ids and secrets that have to agree over many
 * files. None of it can be run here, so at least nothing contradicts anything.
 */

type Json = Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any

const ROOT = join(__dirname, '..');
const text = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const yaml = (path: string): Json => parse(text(path), { uniqueKeys: true });
const json = (path: string): Json => JSON.parse(text(path));

const app = json('src/plugin.json');
const nested = app.includes
  .filter(({ type }: Json) => type !== 'page')
  .map(({ path }: Json) => json(`src/${path}`)) as Json[];
const OUR_IDS = [app.id, ...nested.map(({ id }) => id)];

const dataSources: Json[] = yaml('provisioning/datasources/incident-memory.yaml').datasources;
const compose = yaml('docker-compose.yml').services as Record<string, Json>;

/** Panels of Grafana itself that the dashboard uses; anything else has to be ours. */
const STOCK_PANELS = ['nodeGraph', 'timeseries', 'state-timeline', 'table', 'logs'];

describe('the nested plugins', () => {
  it('are named, described and versioned like the app', () => {
    for (const plugin of nested) {
      expect(plugin.dependencies.grafanaDependency).toBe(app.dependencies.grafanaDependency);
      expect(plugin.info).toMatchObject({ version: '%VERSION%', updated: '%TODAY%' });
      expect(plugin.info.keywords.length).toBeGreaterThan(0);
    }
  });

  it('stand in the includes with their own type', () => {
    const types = app.includes.filter(({ type }: Json) => type !== 'page').map(({ type }: Json) => type);
    expect(types).toEqual(nested.map(({ type }) => type));
    expect(OUR_IDS).toEqual(['incidentmemory-app', 'incidentmemory-datasource', 'incidentmemory-incidents-panel']);
  });

  it('never split their code: the chunks would be asked for under the wrong id', () => {
    const sources = ['src/datasource', 'src/panels', 'src/extensions', 'src/shared/names', 'src/shared/api'].flatMap(
      (folder) =>
        readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
          .filter((file) => /\.tsx?$/.test(file) && !/\.test\./.test(file))
          .map((file) => text(`${folder}/${file}`))
    );
    expect(sources.length).toBeGreaterThan(20);
    expect(sources.filter((source) => /\bimport\(/.test(source))).toEqual([]);
  });
});

describe('the provisioned app', () => {
  const [entry] = yaml('provisioning/plugins/incident-memory.yaml').apps;

  it('is this one, enabled, with the settings that its route reads', () => {
    expect(entry).toMatchObject({ type: app.id, disabled: false });
    const [route] = app.routes;
    expect(route.url).toContain(`.JsonData.${Object.keys(entry.jsonData)[0]}`);
    expect(route.headers[0].content).toContain(`.SecureJsonData.${Object.keys(entry.secureJsonData)[0]}`);
  });
});

const DASHBOARDS = readdirSync(join(ROOT, 'provisioning/dashboards')).filter((file) => file.endsWith('.json'));

it('the provisioned dashboards show every stock panel that is fed, and ours', () => {
  const types = DASHBOARDS.flatMap((file) =>
    json(`provisioning/dashboards/${file}`).panels.map(({ type }: Json) => type)
  );
  expect(types).toEqual(expect.arrayContaining([...STOCK_PANELS, 'incidentmemory-incidents-panel']));
});

describe.each(DASHBOARDS)('the provisioned dashboard %s', (file) => {
  const dashboard = json(`provisioning/dashboards/${file}`);
  const panels: Json[] = dashboard.panels;
  const uids = [...dataSources.map(({ uid }) => uid), '-- Grafana --'];

  it('uses panels that exist', () => {
    for (const { type } of panels) {
      expect([...STOCK_PANELS, ...OUR_IDS]).toContain(type);
    }
  });

  it('gives every panel its own id and place', () => {
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    const covered = new Set<string>();
    for (const { gridPos } of panels) {
      expect(gridPos.x + gridPos.w).toBeLessThanOrEqual(24);
      for (let x = gridPos.x; x < gridPos.x + gridPos.w; x++) {
        for (let y = gridPos.y; y < gridPos.y + gridPos.h; y++) {
          expect(covered).not.toContain(`${x},${y}`);
          covered.add(`${x},${y}`);
        }
      }
    }
  });

  it('refers to data sources that are provisioned', () => {
    const references = JSON.stringify(dashboard).match(/"uid":"([^"]+)"/g) ?? [];
    const known = [...uids, dashboard.uid].map((uid) => `"uid":"${uid}"`);
    expect(references.length).toBeGreaterThan(5);
    expect(references.filter((reference) => !known.includes(reference))).toEqual([]);
  });

  it('asks in the present version of queries, options and variables', () => {
    const annotations = dashboard.annotations.list.filter(({ builtIn }: Json) => builtIn !== 1);
    expect(annotations.map(({ name }: Json) => name)).toEqual(expect.arrayContaining(['Incidents', 'Changes']));
    const targets = [...panels, ...annotations].flatMap(({ targets = [], target }) => target ?? targets);
    for (const target of targets) {
      expect(migrateQuery(target)).toEqual({ ...target });
    }
    for (const { options } of panels.filter(({ type }) => type === 'incidentmemory-incidents-panel')) {
      expect(options.v).toBe(DEFAULT_OPTIONS.v);
    }
    const [variable] = dashboard.templating.list;
    expect(migrateVariableQuery(variable.query)).toEqual(variable.query);
    expect(variable.allValue).toBe(variable.includeAll ? '*' : undefined);
  });

  it('links only into the app', () => {
    const urls = JSON.stringify(dashboard).match(/"url":"([^"]+)"/g) ?? [];
    expect(urls.length).toBeGreaterThan(0);
    expect(urls.filter((url) => !url.startsWith(`"url":"/a/${app.id}/`))).toEqual([]);
  });
});

describe('the provisioned alerting', () => {
  const [point] = yaml('provisioning/alerting/contact-points.yaml').contactPoints;
  const [policy] = yaml('provisioning/alerting/policies.yaml').policies;
  const [group] = yaml('provisioning/alerting/rules.yaml').groups;

  it('routes to a contact point that exists and signs', () => {
    expect(policy.receiver).toBe(point.name);
    const { settings, type } = point.receivers[0];
    expect(type).toBe('webhook');
    expect(settings.url).toBe('${IM_INTAKE_URL}/intake/alerts/grafana');
    expect(Object.keys(settings.hmacConfig)).toEqual(['secret', 'header', 'timestampHeader']);
  });

  it('has a rule whose parts follow from each other', () => {
    for (const rule of group.rules) {
      const refIds = rule.data.map(({ refId }: Json) => refId);
      expect(refIds).toContain(rule.condition);
      for (const { refId, model, datasourceUid } of rule.data) {
        expect(model.refId).toBe(refId);
        expect(['__expr__', ...dataSources.map(({ uid }) => uid)]).toContain(datasourceUid);
        if (datasourceUid === '__expr__') {
          expect(refIds.slice(0, refIds.indexOf(refId))).toContain(model.expression);
        }
      }
    }
  });

  it('does not ask a source that Grafana cannot reach from its server', () => {
    const ours = dataSources.filter(({ type }) => OUR_IDS.includes(type)).map(({ uid }) => uid);
    const asked = group.rules.flatMap(({ data }: Json) => data.map(({ datasourceUid }: Json) => datasourceUid));
    expect(asked.filter((uid: string) => ours.includes(uid))).toEqual([]);
  });

  it('writes dollar signs so that Grafana does not take them for variables', () => {
    const found = text('provisioning/alerting/rules.yaml').match(/\$+\w+/g) ?? [];
    expect(found.length).toBeGreaterThan(0);
    expect(found.filter((dollar) => !dollar.startsWith('$$'))).toEqual([]);
  });
});

describe('variables that stand in the provisioning', () => {
  const files = ['plugins', 'datasources', 'dashboards', 'alerting'].flatMap((folder) =>
    readdirSync(join(ROOT, 'provisioning', folder))
      .filter((file) => file.endsWith('.yaml'))
      .map((file) => text(`provisioning/${folder}/${file}`))
  );
  const used = [...new Set(files.flatMap((file) => [...file.matchAll(/\$\{(\w+)\}/g)].map(([, name]) => name)))];

  it('are explained to the admin', () => {
    const readme = text('provisioning/README.md');
    expect(used.length).toBeGreaterThan(4);
    expect(used.filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
  });

  it('are given to Grafana by Compose', () => {
    const given = Object.keys(compose.grafana?.environment);
    expect(used.filter((name) => name !== 'GF_PATHS_PROVISIONING' && !given.includes(String(name)))).toEqual([]);
  });
});

describe('docker-compose.yml', () => {
  const { grafana, sidecar, elasticsearch } = compose;

  it('lets Grafana load every id while they are unsigned', () => {
    const allowed = grafana?.environment.GF_PLUGINS_ALLOW_LOADING_UNSIGNED_PLUGINS.split(',');
    expect(allowed).toEqual(OUR_IDS);
    expect(text('provisioning/README.md')).toContain(allowed.join(','));
  });

  it('opens ports on this machine alone, and the one for Grafana not at all', () => {
    const ports = Object.values(compose).flatMap(({ ports: published = [] }) => published) as string[];
    expect(ports.length).toBe(3);
    expect(ports.filter((port) => !port.startsWith('127.0.0.1:'))).toEqual([]);
    expect(ports.filter((port) => port.endsWith(':4785'))).toEqual([]);
  });

  it('gives both sides the same key and the same webhook secret', () => {
    const standard = (value: string) => /:-(.*)\}/.exec(value)?.[1];
    expect(sidecar?.environment.IM_SHARED_KEY).toBe(grafana?.environment.IM_SHARED_KEY);
    expect(yaml('deploy/sidecar.yaml').grafanaWebhooks[0].secrets).toEqual([
      standard(grafana?.environment.IM_WEBHOOK_SECRET),
    ]);
  });

  it('checks the health of each and starts Grafana last', () => {
    expect(text('deploy/Dockerfile')).toContain('HEALTHCHECK');
    expect(grafana?.healthcheck.test).toBeDefined();
    expect(elasticsearch?.healthcheck.test).toBeDefined();
    expect(grafana?.depends_on.sidecar.condition).toBe('service_healthy');
    expect(sidecar?.depends_on.elasticsearch.condition).toBe('service_healthy');
  });

  it('knows only settings that the sidecar knows, since it refuses others', () => {
    const known = text('docs/configuration.md');
    const given = Object.keys(sidecar?.environment).filter((name) => name !== 'IM_CONFIG');
    expect(given.filter((name) => !known.includes(`\`${name}\``))).toEqual([]);
    const inImage = [...text('deploy/Dockerfile').matchAll(/\b(IM_\w+)=/g)].map(([, name]) => name);
    expect(inImage).toEqual(['IM_HOST', 'IM_INTAKE_HOST', 'IM_DATA_DIR']);
    expect(inImage.filter((name) => !known.includes(`\`${name}\``))).toEqual([]);
  });

  it('keeps the root file system of the sidecar read-only', () => {
    expect(sidecar).toMatchObject({ read_only: true, tmpfs: ['/tmp'], cap_drop: ['ALL'] });
    expect(text('deploy/Dockerfile')).toMatch(/^USER node$/m);
  });
});

describe('the Kubernetes manifests', () => {
  const folder = 'deploy/kubernetes';
  const files = readdirSync(join(ROOT, folder)).filter((file) => file.endsWith('.yaml'));
  const objects: Json[] = files.flatMap((file) =>
    parseAllDocuments(text(`${folder}/${file}`), { uniqueKeys: true }).map((document) => document.toJS())
  );
  const only = (kind: string): Json => {
    const found = objects.filter((object) => object.kind === kind);
    expect(found).toHaveLength(1);
    return found[0] ?? {};
  };
  const pod = only('Deployment').spec.template;
  const [container] = pod.spec.containers;

  it('are all named in the kustomization, the secret aside', () => {
    const listed = [...only('Kustomization').resources, 'secret.example.yaml', 'kustomization.yaml'];
    expect([...files].sort()).toEqual(listed.sort());
  });

  it('fit together by labels, ports, claims and secrets', () => {
    const { labels } = pod.metadata;
    expect(only('Deployment').spec.selector.matchLabels).toEqual(labels);
    expect(only('Service').spec.selector).toEqual(labels);
    expect(only('NetworkPolicy').spec.podSelector.matchLabels).toEqual(labels);
    const ports = container.ports.map(({ name }: Json) => name);
    expect(only('Service').spec.ports.map(({ targetPort }: Json) => targetPort)).toEqual(ports);
    const volumes: Json[] = pod.spec.volumes;
    expect(container.volumeMounts.map(({ name }: Json) => name)).toEqual(volumes.map(({ name }) => name));
    expect(volumes[0]?.persistentVolumeClaim.claimName).toBe(only('PersistentVolumeClaim').metadata.name);
    expect(volumes[1]?.secret.secretName).toBe(only('Secret').metadata.name);
    const mounted = Object.keys(only('Secret').stringData).map((key) => `/etc/incident-memory/${key}`);
    const read = container.env.map(({ value }: Json) => value);
    expect(mounted.sort()).toEqual(read.sort());
  });

  it('run without rights and with probes', () => {
    expect(pod.spec.securityContext.runAsNonRoot).toBe(true);
    expect(container.securityContext).toMatchObject({
      readOnlyRootFilesystem: true,
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
    });
    expect(container.livenessProbe.httpGet.path).toBe('/healthz');
    expect(container.readinessProbe.httpGet.path).toBe('/readyz');
  });

  it('run one sidecar at a time on one SQLite file', () => {
    expect(only('Deployment').spec).toMatchObject({ replicas: 1, strategy: { type: 'Recreate' } });
  });

  it('use the image that Compose builds', () => {
    expect(container.image).toBe(compose.sidecar?.image);
  });
});

describe('the manifests for watching the cluster', () => {
  const folder = 'deploy/kubernetes-watch';
  const objects: Json[] = parseAllDocuments(text(`${folder}/watch-role.yaml`)).map((document) => document.toJS());
  const only = (kind: string): Json => objects.find((object) => object.kind === kind) ?? {};

  it('add to the others, and name each other', () => {
    expect(yaml(`${folder}/kustomization.yaml`)).toMatchObject({
      resources: ['../kubernetes', 'watch-role.yaml'],
      patches: [{ path: 'watch-account.yaml' }],
    });
    const account = yaml(`${folder}/watch-account.yaml`);
    expect(account.metadata.name).toBe(yaml('deploy/kubernetes/deployment.yaml').metadata.name);
    expect(account.spec.template.spec.serviceAccountName).toBe(only('ServiceAccount').metadata.name);
    expect(only('ClusterRoleBinding').subjects[0].name).toBe(only('ServiceAccount').metadata.name);
    expect(only('ClusterRoleBinding').roleRef.name).toBe(only('ClusterRole').metadata.name);
  });

  it('let the sidecar read what it watches, and nothing else', () => {
    const rules: Json[] = only('ClusterRole').rules;
    expect(rules.flatMap(({ resources }) => resources).sort()).toEqual(['deployments', 'events', 'pods']);
    expect(new Set(rules.flatMap(({ verbs }) => verbs))).toEqual(new Set(['get', 'list', 'watch']));
  });
});
