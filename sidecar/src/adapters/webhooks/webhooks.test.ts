import { createHmac } from 'node:crypto';
import { GRAFANA_FIRING, GRAFANA_RESOLVED } from '../../../test/support/grafana-webhooks.ts';
import { readWebhook } from './read-webhook.ts';
import { ReplayGuard } from './replay-guard.ts';
import { verifySignature } from './verify-signature.ts';

const OPTIONS = {
  serviceLabels: ['service', 'service_name', 'job', 'namespace/pod'],
  redact: (text: string) => text.replace('hunter2', '[secret]'),
};
const MINUTE = 60_000;

function read(body: unknown) {
  const result = readWebhook(body, OPTIONS);
  if (!result.ok) {
    throw new Error(JSON.stringify(result.failure));
  }
  return result.value;
}

function withAlert(changes: Record<string, unknown>) {
  const alert = {
    status: 'firing',
    labels: { alertname: 'A' },
    annotations: {},
    startsAt: '2026-01-15T12:00:00Z',
    fingerprint: 'f',
  };
  return { alerts: [{ ...alert, ...changes }] };
}

describe('a webhook of a real Grafana', () => {
  it('is read as it came', () => {
    expect(read(JSON.parse(GRAFANA_FIRING.body))).toEqual([
      {
        fingerprint: '2e4741c22c47a697',
        name: 'always',
        status: 'firing',
        service: 'payment',
        startedAt: Date.parse('2026-11-21T11:32:20Z'),
        endedAt: null,
        severity: 'medium',
        link: 'http://localhost:13000/alerting/grafana/r1/view?orgId=1',
        summary: 'always fires',
      },
    ]);
    expect(read(JSON.parse(GRAFANA_RESOLVED.body))[0]).toMatchObject({
      status: 'resolved',
      endedAt: Date.parse('2026-11-21T11:34:40Z'),
    });
  });

  it.each([GRAFANA_FIRING, GRAFANA_RESOLVED])(
    'carries a signature that holds',
    ({ secret, signature, timestamp, body }) => {
      const signed = { body: Buffer.from(body), signature, timestamp };
      const now = Number(timestamp) * 1000;
      const check = { secrets: ['another-secret', secret], now, toleranceMs: 5 * MINUTE };
      expect(verifySignature(signed, check)).toBeNull();
      expect(verifySignature(signed, { ...check, now: now + 6 * MINUTE })).toBe('outside the tolerated time');
      expect(verifySignature(signed, { ...check, now: now - 6 * MINUTE })).toBe('outside the tolerated time');
      expect(verifySignature(signed, { ...check, secrets: ['another-secret'] })).toBe('not made with the secret');
      expect(verifySignature({ ...signed, timestamp: String(Number(timestamp) + 1) }, check)).toBe(
        'not made with the secret'
      );
      expect(verifySignature({ ...signed, body: Buffer.from(`${body} `) }, check)).toBe('not made with the secret');
      expect(verifySignature({ ...signed, signature: undefined }, check)).toBe('missing');
      expect(verifySignature({ ...signed, signature: signature.slice(2) }, check)).toBe('not made with the secret');
      expect(verifySignature({ ...signed, signature: `${signature}zz` }, check)).toBe('not made with the secret');
      expect(createHmac('sha256', secret).update(`${timestamp}:${body}`).digest('hex')).toBe(signature);
    }
  );
});

describe('an alert', () => {
  it.each([
    [{ service: 'a', job: 'b' }, 'a'],
    [{ job: 'b' }, 'b'],
    [{ namespace: 'shop', pod: 'pay-1' }, 'shop/pay-1'],
    [{ namespace: 'shop' }, 'A'],
    [{ service: '  ' }, 'A'],
  ])('with labels %j belongs to %s', (labels, service) => {
    expect(read(withAlert({ labels: { alertname: 'A', ...labels } }))[0]?.service).toBe(service);
  });

  it.each([
    ['javascript:alert(1)', null],
    ['http://user:secret@host/', null],
    ['not a link', null],
    ['https://grafana.example/rule?api_key=hunter2hunter2', null],
    [`https://grafana.example/${'x'.repeat(2000)}`, null],
    ['https://grafana.example/rule', 'https://grafana.example/rule'],
  ])('with the link %s shows %s', (generatorURL, link) => {
    expect(read(withAlert({ generatorURL }))[0]?.link).toBe(link);
  });

  it('has its secrets and control characters taken out', () => {
    const [alert] = read(withAlert({ annotations: { summary: 'password hunter2\u0007 leaked' } }));
    expect(alert?.summary).toBe('password [secret]  leaked');
  });

  it.each([
    ['no alerts', {}, 'alerts'],
    ['a status nobody knows', withAlert({ status: 'maybe' }), 'alerts.0.status'],
    ['a start that is no time', withAlert({ startsAt: 'yesterday' }), 'alerts.0.startsAt'],
    ['labels that are no texts', withAlert({ labels: { a: 1 } }), 'alerts.0.labels.a'],
    ['no fingerprint', withAlert({ fingerprint: '' }), 'alerts.0.fingerprint'],
    ['nothing', null, ''],
  ])('with %s is refused at its path', (_, body, path) => {
    expect(readWebhook(body, OPTIONS)).toMatchObject({ ok: false, failure: { path } });
  });
});

describe('a replay', () => {
  it('is one as long as the signature would be good, and not before it did its work', () => {
    const guard = new ReplayGuard();
    expect(guard.isReplay('s', 0)).toBe(false);
    guard.remember('s', { now: 0, until: 10 * MINUTE });
    expect(guard.isReplay('s', 9 * MINUTE)).toBe(true);
    expect(guard.isReplay('s', 10 * MINUTE)).toBe(false);
    expect(guard.isReplay('t', 0)).toBe(false);
  });
});
