import { prose } from '../prose.ts';
import type { PastIncident } from './past-incident.ts';

export const trustAndIdentity: readonly PastIncident[] = [
  {
    id: 'shop-cert-expired',
    title: 'Shop certificate expired on Sunday morning',
    service: 'edge-gateway',
    tags: ['tls', 'certificate'],
    text: prose(`
      Symptoms: Browsers show NET::ERR_CERT_DATE_INVALID for www.harborline.example, apps cannot connect, traffic down
      by 95 percent. What was behind it: cert-manager could not renew for 30 days, the HTTP-01 challenge got 404 since
      the redirect to the new shop; mails of the issuer went to a left employee. Issued by DNS-01, loaded on all
      gateways. Probe ssl_cert_not_after alarms at 20 days. No data was lost. Follow-up in PLAT-4507. First seen on
      edggat-6.rtm1 at 21:55 UTC (INC-41991).
    `),
  },
  {
    id: 'partner-cert-expired-client',
    title: 'Customs broker rejects us, our client certificate ran out',
    service: 'partner-api',
    tags: ['tls', 'certificate', 'mtls'],
    text: prose(`
      Ticket INC-42014, on call took it at 03:38 UTC after PartnerApiSaturation. SSLHandshakeException: Received fatal
      alert: certificate_expired on every call to the customs broker, inbound traffic fine. Graphs of parapi-5.ams2
      are attached. Cause: The client certificate cn=hl-customs was valid for two years and in nobody's calendar. Fix:
      New key pair, broker imported it after three hours. Client certificates are in the inventory with owner.
      Follow-up in DATA-1402.
    `),
  },
  {
    id: 'partner-pkix',
    title: 'PKIX path building failed after the bank changed its authority',
    service: 'partner-api',
    tags: ['tls', 'truststore'],
    text: prose(`
      Support called at 11:32, a good while before PartnerApiSaturation fired; INC-42036.
      javax.net.ssl.SSLHandshakeException: PKIX path building failed: unable to find valid certification path to
      requested target, only for bank host sepa.nordbank.example. Around 790 people noticed. The bank moved to a new
      root that our slim JRE truststore does not contain. Root added through the ca-bundle config map; truststore is
      built weekly from the OS package.
    `),
  },
  {
    id: 'mobile-pinning',
    title: 'Old apps cannot connect, pinned intermediate replaced',
    service: 'mobile-bff',
    tags: ['tls', 'mobile'],
    text: prose(`
      Symptoms: App versions below 6.2 show "no connection", CertificateException: Pin verification failed; newer
      versions are fine. What was behind it: The issuer switched to intermediate R11, and old apps pin R3. Certificate
      reissued from the chain with R3 for the app host for 60 days, forced update. Pins now include a backup key. It
      lasted 109 minutes in all. First seen on mobbff-3.rtm1 at 16:55 UTC (INC-42067).
    `),
  },
  {
    id: 'ledger-ssl-protocol-error',
    title: 'ERR_SSL_PROTOCOL_ERROR in the accounting front end',
    service: 'ledger',
    tags: ['tls', 'configuration'],
    text: prose(`
      INC-42081, severity 3, 87 minutes. Accountants get ERR_SSL_PROTOCOL_ERROR on
      ledger.corp.harborline.example:8443, curl says wrong version number. Cause: After the chart upgrade the port
      spoke plain HTTP because tls.enabled moved to server.tls.enabled. Fix: Value moved, pods restarted. Chart
      upgrades are diffed against rendered manifests. The status page was updated twice.
    `),
  },
  {
    id: 'scanner-tls10',
    title: 'Old handhelds offline since TLS 1.0 is off',
    service: 'warehouse-scanner',
    tags: ['tls', 'legacy'],
    text: prose(`
      140 handhelds with Windows CE fail: SEC_E_UNSUPPORTED_FUNCTION, server alert protocol_version. Evidence kept
      from warehouse-scanner-l9z5pgdns-9zc6v. Why: The security baseline removed TLS 1.0 and 1.1 from all gateways.
      What helped: Separate listener scan-legacy with TLS 1.0 inside the warehouse network until devices are replaced
      in March. Neighbouring services were not touched. INC-42089: reported in the channel of the team by a colleague
      at 18:13.
    `),
  },
  {
    id: 'jwt-clock-skew',
    title: 'Tokens not valid yet, clock of one node ahead',
    service: 'identity-provider',
    tags: ['auth', 'clock'],
    text: prose(`
      First seen on idepro-7.rtm1 at 17:43 UTC (INC-42108). One request in six is answered 401 with
      JwtValidationException: token used before iat; always tokens from idp-node-4. The status page was updated twice.
      chronyd had died on idp-node-4 and its clock was 190 seconds ahead. chronyd restarted with makestep, 60 s leeway
      in the validators, alarm on node_timex_offset_seconds. Graphs of idepro-7.rtm1 are attached. We agreed to look
      at it again in a quarter.
    `),
  },
  {
    id: 'jwt-key-rotation',
    title: '401 for everyone after key rotation, JWKS cached',
    service: 'identity-provider',
    tags: ['auth', 'keys'],
    text: prose(`
      Every API answers 401 "no matching key kid=2024-10-b" for fifteen minutes after the rotation. Most of it came
      from idepro-1.fra4. Why: Validators cache the JWKS for an hour and the new key signed at once without overlap.
      What helped: Old key signs again, publish 24 h before use. Refetch on unknown kid, at most once a minute. Around
      1290 people noticed. Paged at 13:50 UTC by IdentityProviderSaturation, tracked as INC-42138. Follow-up in
      DATA-1884.
    `),
  },
  {
    id: 'session-refresh-loop',
    title: 'Users logged out every hour, refresh tokens refused',
    service: 'session-store',
    tags: ['auth', 'mobile'],
    text: prose(`
      invalid_grant on /oauth/token from apps, users must sign in each hour; web fine. Ticket INC-42144, on call took
      it at 05:44 UTC after SessionStoreErrorBurn. Graphs of sessto-2.fra4 are attached. Costs: 70 minutes of the
      monthly budget. Root cause: Refresh token rotation with reuse detection: the app sends two refreshes in parallel
      and the second revokes the family. Resolution: 10 s reuse window; app serialises refresh in TokenMutex.
    `),
  },
  {
    id: 'identity-okta-outage',
    title: 'Staff cannot sign in, Okta incident',
    service: 'identity-provider',
    tags: ['third-party', 'sso'],
    text: prose(`
      First seen on idepro-2.fra1 at 22:14 UTC (INC-42184). Back office, Jenkins and Grafana logins loop, status page
      of Okta reports cell EU3 degraded. Pod identity-provider-cp265qkrv-h4ptf showed it first. Cause: Outage of the
      identity vendor; no fault of ours. Fix: Break-glass accounts from the safe used for on-call, nothing else to be
      done. Session life for staff is 12 h now. Around 2670 people noticed.
    `),
  },
  {
    id: 'identity-password-spray',
    title: 'Credential stuffing on the login endpoint',
    service: 'identity-provider',
    tags: ['attack', 'auth'],
    text: prose(`
      Paged at 15:26 UTC by IdentityProviderErrorBurn, tracked as INC-42208. Login failures 30 times normal with
      success rate 0.4 percent, from residential proxies; 2,300 accounts taken over or locked. Most of it came from
      idepro-4.fra1. Cause: A leaked password list of another shop. Fix: Challenge after two failures by device,
      breached-password check, sessions of affected accounts revoked. Follow-up PLAT-7933 is done.
    `),
  },
  {
    id: 'vault-lease-expired',
    title: 'Nightly load denied, Vault lease ran out in the middle',
    service: 'analytics-pipeline',
    tags: ['auth', 'secrets'],
    text: prose(`
      Symptoms: permission denied for relation click_event after 60 minutes of the load, each night at the same step.
      Graphs of anapip-1.ams3 are attached. What was behind it: Database credentials from Vault have max_ttl 1h and
      Spark keeps the ones from its start. Role analytics-load with max_ttl 8h; renewal in the driver is on the list.
      It lasted 140 minutes in all. Follow-up in SHOP-5097. Support called at 13:20, a good while before
      AnalyticsPipelineSaturation fired; INC-42219.
    `),
  },
  {
    id: 'db-password-rotation',
    title: '28P01 password authentication failed after rotation',
    service: 'invoice-service',
    tags: ['auth', 'secrets', 'database'],
    text: prose(`
      invoice-service pods started since midnight fail with FATAL: password authentication failed for user
      "invoice_rw" (28P01); old pods work. Graphs of invser-1.ams2 are attached. Why: External secrets synced the new
      password but the deployment mounts a copy that is not refreshed. What helped: Rollout restart with the right
      secret; Reloader annotation watches invoice-db-cred. Ticket INC-42256, on call took it at 12:17 UTC after
      InvoiceServiceErrorBurn. Follow-up SHOP-1121 is done.
    `),
  },
  {
    id: 's3-accessdenied-role',
    title: 'AccessDenied when reading originals from the bucket',
    service: 'media-resizer',
    tags: ['auth', 'cloud'],
    text: prose(`
      INC-42268, severity 2, 86 minutes. All pictures uploaded today are missing; log AccessDenied s3:GetObject on
      hl-media-originals, request id 7F2KQ. Most of it came from medres-2.fra4. Cause: A policy clean-up removed the
      statement for the role irsa-media-resizer. Fix: Statement restored through Terraform, 9,400 pictures processed
      again from the backlog. About 24 percent of requests to media-resizer were affected.
    `),
  },
  {
    id: 's3-kms-denied',
    title: 'Invoices cannot be stored, KMS key disabled',
    service: 'invoice-service',
    tags: ['auth', 'cloud', 'kms'],
    text: prose(`
      Symptoms: PutObject on hl-invoices returns KMS.DisabledException; PDFs are generated, but never kept. What was
      behind it: Key alias/invoices was scheduled for deletion by the cost clean-up as "unused". Deletion cancelled,
      key enabled, PDFs of six hours produced again. Keys with grants are exempt. 230 requests had to be repeated.
      INC-42274, severity 2, 123 minutes.
    `),
  },
  {
    id: 'ldap-jenkins',
    title: 'Nobody can start builds, LDAP bind hangs',
    service: 'ci-runners',
    tags: ['auth', 'ldap'],
    text: prose(`
      Paged at 12:12 UTC by CiRunnersErrorBurn, tracked as INC-42298. Jenkins login spins for two minutes,
      javax.naming.CommunicationException: ldap01.corp:636 timed out. The status page was updated twice. Domain
      controller ldap01 was being patched and the configuration has only this one. Added ldap02 and
      com.sun.jndi.ldap.connect.timeout=3000. Follow-up NET-1668 is done.
    `),
  },
  {
    id: 'rbac-operator',
    title: 'Operator gets 403, secrets is forbidden',
    service: 'kube-platform',
    tags: ['kubernetes', 'auth'],
    text: prose(`
      postgres-operator stopped reconciling: secrets is forbidden: User system:serviceaccount:dbops:pgop cannot list
      resource. INC-42332, severity 2, 94 minutes. Most of it came from kubpla-1.ams3. Root cause: ClusterRole
      aggregation label lost in the Helm upgrade to 1.12. Resolution: ClusterRoleBinding pgop-cluster restored; the
      upgrade test does a kubectl auth can-i list.
    `),
  },
  {
    id: 'webhook-cert-apiserver',
    title: 'No deploys possible, admission webhook certificate expired',
    service: 'kube-platform',
    tags: ['kubernetes', 'tls', 'certificate'],
    text: prose(`
      Symptoms: Error creating: Internal error occurred: failed calling webhook "policy.harborline.example": x509:
      certificate has expired or is not yet valid. Pod kube-platform-kkw295m84-9qmgw showed it first. What was behind
      it: Self-made certificate of policy-guard for one year, no renewal. Deleted the ValidatingWebhookConfiguration
      for ten minutes, reissued by cert-manager with cainjector. 2680 requests had to be repeated. We agreed to look
      at it again in a quarter. INC-42342: reported in the channel of the team by a colleague at 05:40.
    `),
  },
  {
    id: 'registry-robot-revoked',
    title: 'Image push unauthorized, robot account removed',
    service: 'ci-runners',
    tags: ['auth', 'registry'],
    text: prose(`
      Paged at 17:18 UTC by CiRunnersSaturation, tracked as INC-42358. All pipelines red at push: denied: requested
      access to the resource is denied, unauthorized robot$ci-push. The status page was updated twice. The registry's
      inactive-account rule disabled it, since it logs in with a cached token and "never signs in". Enabled, exempted
      from the rule; pipelines use OIDC federation since January. Evidence kept from ci-runners-kxbxtf5nk-zv7m7. We
      agreed to look at it again in a quarter.
    `),
  },
  {
    id: 'imagepull-ratelimit',
    title: 'New nodes cannot start pods, Docker Hub toomanyrequests',
    service: 'kube-platform',
    tags: ['kubernetes', 'registry'],
    text: prose(`
      ErrImagePull on fresh nodes: toomanyrequests: You have reached your pull rate limit; existing nodes fine. Pod
      kube-platform-gzcnwsdc5-gr29p showed it first. Why: Base images come from Docker Hub anonymously and the
      autoscaler added 60 nodes at once. What helped: Pull-through cache registry.int.harborline.example/dockerhub,
      images rewritten by Kyverno. Around 1850 people noticed. INC-42394, severity 1, 164 minutes.
    `),
  },
  {
    id: 'imagepull-missing-tag',
    title: 'ImagePullBackOff, tag was never pushed',
    service: 'recommendation-engine',
    tags: ['kubernetes', 'deploy'],
    text: prose(`
      Rollout of recommendation-engine stuck, ImagePullBackOff: manifest for rec:5.4.0-rc2 not found. Graphs of
      receng-3.ams3 are attached. Why: The pipeline updated the chart before the push step, which had failed. What
      helped: Rolled back; chart bump needs a digest of an existing image. Neighbouring services were not touched.
      Ticket INC-42399, on call took it at 18:55 UTC after RecommendationEngineSaturation. Follow-up in SHOP-7476.
    `),
  },
];
