import type { ConceptEntry } from '../concept.ts';

/** Certificates, credentials, permissions, sign-in, clocks. */
export const TRUST_FAILURES: readonly ConceptEntry[] = [
  {
    id: 'certificate-expired',
    phrases: `certificate expired | certificate has expired | expired certificate | cert expired | x509 certificate has expired or is not yet valid | notafter | certificate not renewed | renewal failed | acme renewal | let's encrypt renewal | cert-manager renewal | err_cert_date_invalid | certificate past its date | ssl expired | validity ended | intermediate expired | root expired | forgot to renew | no longer valid certificate | acme challenge failed | http-01 | dns-01`,
    together: `certificate + expired | certificate + outdated`,
    broader: 'certificate',
  },
  {
    id: 'certificate-untrusted',
    phrases: `certificate signed by unknown authority | unknown authority | unable to get local issuer certificate | self signed certificate | self-signed | pkix path building failed | unable to find valid certification path | certificate verify failed | untrusted certificate | untrusted root | truststore lacks | missing intermediate | incomplete chain | certificate chain | ca bundle outdated | ca not trusted | chain incomplete | err_cert_authority_invalid | root ca missing | issuer unknown | private ca | ca rotated | certificate pinning | pinned certificate | trust anchor`,
    together: `certificate + missing | certificate + refused | certificate + unknown-host`,
    broader: 'certificate',
  },
  {
    id: 'certificate-name',
    phrases: `certificate name mismatch | hostname mismatch | err_cert_common_name_invalid | san list | subject alternative name | certificate is valid for | no alternative certificate subject name | wrong certificate presented | sni | server name extension | server name indication | wildcard does not cover | identity lists only | does not match certificate | common name | default vhost answered | hostname verification`,
    together: 'certificate + wrong',
    broader: 'certificate',
  },
  {
    id: 'tls-protocol',
    phrases: `tls version | protocol_version | no cipher suites in common | no shared cipher | handshake failure | sslhandshakeexception | tls 1.0 | tls 1.1 | tls 1.3 | rc4 | unsupported protocol | cipher mismatch | weak cipher | negotiation aborts | wrong version number | plain http sent to https | cleartext to encrypted | http on https port | legacy protocol | sslv3 | alpn | dh key too small | record overflow`,
    together: `certificate + incompatible | certificate + disconnected`,
    broader: 'certificate',
  },
  {
    id: 'client-certificate',
    phrases: `client certificate | mutual tls | mtls | client cert required | no required ssl certificate was sent | bad certificate | peer did not return a certificate | certificate required | 495 | 496 | spiffe | svid`,
    broader: 'certificate',
  },
  {
    id: 'certificate-revoked',
    phrases: `certificate revoked | revoked certificate | ocsp | crl | revocation list | stapling | revocation check`,
    broader: 'certificate',
  },
  {
    id: 'credentials-wrong',
    phrases: `invalid credentials | wrong password | password rotated | password changed | rotated secret | secret rotation | credential rotation | key rotated | key rotation | rotated credentials | old password | outdated credentials | authentication failed | unauthorized | 401 | invalid api key | api key revoked | revoked key | access key deleted | invalidaccesskeyid | signaturedoesnotmatch | bad credentials | password expired | account password | secret not updated | new password was not rolled out | key was disabled | stale secret | api token invalid | still use the previous password | wrong key`,
    together: `secret + wrong | secret + expired | secret + outdated | secret + refused | secret + missing | secret + after-release`,
    broader: 'secret',
  },
  {
    id: 'token-expired',
    phrases: `token expired | jwt expired | expired token | expiredtoken | refresh token | refresh failed | session expired | invalid_grant | token renewal | access token lifetime | logged out unexpectedly | token not refreshed | kerberos ticket expired | ticket expired | lease expired | vault lease | invalid token | sessions end too early | bearer token no longer valid`,
    together: `jwt + expired | login + expired | jwt + refused`,
    broader: 'jwt',
  },
  {
    id: 'signing-key',
    phrases: `signing key | jwks | signature invalid | invalid signature | signature verification failed | kid not found | key set | public key changed | hmac mismatch | signature mismatch | webhook signature | cannot verify token | encryption key lost | cannot decrypt | decryption failed | kms key disabled | kms | bad decrypt | signed with another key | key id unknown`,
    together: `jwt + wrong | jwt + unknown-host | secret + corrupt`,
    broader: 'jwt',
  },
  {
    id: 'secret-leaked',
    phrases: `secret leaked | leaked credentials | credentials exposed | key published | api key in repository | token in logs | password in git | compromised key | stolen credentials | pushed a secret | key on github | abused key | cryptominer | crypto mining`,
    together: 'secret + stolen',
    broader: 'secret',
  },
  {
    id: 'permission-missing',
    phrases: `access denied | accessdenied | permission denied | insufficient privileges | ora-01031 | 42501 | not authorized to perform | forbidden | 403 | rbac binding absent | missing role | role lacks | lacks policy | cannot list | no grant | iam policy | missing permission | lost permission | policy change | permission removed | serviceaccount cannot | insufficient permissions | not entitled | bucket policy | assume role | missing scope | insufficient_scope | rights were taken away | too strict policy`,
    together: `permission + missing | permission + refused | permission + wrong | permission + after-release`,
    broader: 'permission',
  },
  {
    id: 'account-locked',
    phrases: `account locked | locked out | user locked | too many failed logins | lockout | account disabled | account suspended | user blocked | brute force protection | password attempts | captcha | recaptcha | account was deactivated | service account disabled`,
    together: `login + throttled | profile + refused | profile + lock`,
    broader: 'login',
  },
  {
    id: 'sign-in-down',
    phrases: `nobody can sign in | cannot log in | login fails | all logins fail | logins failing | login broken | identity provider unavailable | identity provider down | okta outage | sso down | ldap bind | ldap timeout | ldap down | active directory not answering | saml assertion rejected | audience wrong | entity id | redirect_uri mismatch | redirect uri | oidc discovery | idp metadata | federated authentication broken | login stuck | auth service down | mfa | second factor | one time password | totp | sms code | two factor | 2fa`,
    together: `login + down | login + no-answer | login + refused | identity-provider + down | identity-provider + no-answer | identity-provider + refused | identity-provider + wrong`,
    broader: 'login',
  },
  {
    id: 'cors',
    phrases: `cors | cross origin | cross-origin | access-control-allow-origin | preflight | csp | content security policy | csrf | csrf token | same origin | samesite | third party cookies | mixed content | x-frame-options | cookie blocked`,
  },
  {
    id: 'clock-skew',
    phrases: `clock skew | clock drift | clock wrong | time skew | time drift | ntp stopped | ntp not synchronised | ntp unsynchronized | chrony | system date differs | requesttimetooskewed | not yet valid | iat in the future | clock ahead | clock behind | host is minutes ahead | wrong time | last write wins | last-update-wins | time jumped | time jumped backwards | clock stepped | clocks disagree | node's clock off | signature not yet valid`,
    together: `clock + wrong | clock + behind | clock + outdated`,
    broader: 'clock',
  },
  {
    id: 'daylight-saving',
    phrases: `daylight saving | dst | summer time | winter time | time zone | timezone | clock change | hour shift | one hour off | an hour early | an hour late | ran twice at 2am | spring forward | utc instead of local | local time treated as utc | changeover of clocks | tz database | tzdata | off by one hour | clocks went back`,
    broader: 'clock',
  },
  {
    id: 'calendar',
    phrases: `leap year | leap day | february 29 | leap second | year end | new year | month end | end of month | week 53 | year 2038 | date rollover | y2k38 | date parsing | date format | day and month swapped | midnight rollover | date arithmetic | first of the month | calendar`,
  },
];
