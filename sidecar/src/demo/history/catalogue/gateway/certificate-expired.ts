import type { FixAct, SignatureDefinition } from '../signature-definition.ts';

const renew: FixAct = {
  id: 'renew-mesh-certificate',
  kind: 'command',
  words: ['renew the certificate of auth by hand', 'issue a new leaf for auth.shop and reload'],
  target: 'secret/auth-mesh-tls',
  exact: 'cmctl renew -n shop auth-mesh-tls',
  by: 'security engineer',
  minutes: [3, 8],
};
const restartEdge: FixAct = {
  id: 'restart-edge',
  kind: 'restart',
  words: ['restart the edge proxies', 'bounce edge'],
  target: 'deployment/api-gateway',
  exact: 'kubectl -n shop rollout restart deployment/api-gateway',
  by: 'on-call engineer',
  minutes: [3, 6],
};
const skipVerify: FixAct = {
  id: 'skip-verification',
  kind: 'configuration',
  words: ['switch verification of the upstream certificate off for an hour', 'insecureSkipVerify for auth'],
  target: 'edge.yaml upstreams.auth.tls',
  exact: 'upstreams.auth.tls.insecureSkipVerify: false -> true',
  undo: 'upstreams.auth.tls.insecureSkipVerify: true -> false',
  by: 'on-call engineer',
  minutes: [2, 4],
  rejected: ['security says no: sign-in would go over a connection that nobody checks'],
};

export const certificateExpired: SignatureDefinition = {
  id: 'gateway-certificate-expired',
  service: 'api-gateway',
  alsoHits: ['auth', 'user'],
  failureClass: 'credentials',
  category: 'resources',
  severities: ['critical', 'high'],
  errors: [
    {
      language: 'go',
      errorType: 'x509.CertificateInvalidError',
      message: 'dial auth.shop:8443: x509: certificate has expired or is not yet valid',
      frames: [
        'shop.example/edge/internal/upstream.(*Dialer).DialTLS',
        'shop.example/edge/internal/proxy.(*Handler).ServeHTTP',
      ],
    },
  ],
  titles: [
    'Certificate of auth expired inside the mesh',
    'x509: certificate has expired towards auth',
    'Edge refuses auth: its certificate ran out',
  ],
  tellings: {
    'api-gateway': [
      'TLS handshakes with auth.shop fail, all of them, since {minutes} minutes.',
      'x509 says the leaf of auth is past its notAfter.',
      'Every route that needs a session is 502, public ones are fine.',
    ],
    auth: [
      'Nobody calls us any more; our pods are idle and healthy.',
      'No sign-ins at all, without a single error in our log.',
    ],
    user: ['Signed-in traffic is gone, only sitemap robots are left.'],
  },
  causes: [
    {
      id: 'renewal-stuck',
      class: 'certificate',
      weight: 1,
      kinds: ['abrupt', 'cascade'],
      words: [
        'cert-manager could not renew since its DNS credentials had been rotated; nobody saw its events for a month.',
        'The renewal of auth-mesh-tls had failed daily for 30 days.',
      ],
      signs: ['Certificate object says Ready=False with a failed order.'],
      context: { 'after-deploy': 'no' },
      fixes: [
        { act: restartEdge, tempting: 0.6, cures: 0.02, otherwise: 'no-effect' },
        { act: skipVerify, tempting: 0.3, cures: 0.1, otherwise: 'mitigated' },
        { act: renew, tempting: 0.5, cures: 0.95, otherwise: 'mitigated' },
      ],
      prevention: ['Alert 14 days before any certificate runs out', 'Page on failed renewals instead of logging them'],
    },
  ],
};
