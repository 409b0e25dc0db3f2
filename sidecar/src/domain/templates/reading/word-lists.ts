/**
 * Words that mean the same in every log, whatever the program. They only weigh evidence or join a number; none of them
 * decides about a line by itself.
 */
const list = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/));

/** After a number they are part of it: 5.8 KB and 226.0 B come from one format. */
export const UNITS = list(`ns us µs ms s sec secs second seconds min mins minute minutes h hr hrs hour hours d day days
  week weeks msec msecs millis milliseconds b kb mb gb tb pb kib mib gib tib bytes byte kbytes mbytes bit bits bps kbps
  mbps gbps hz khz mhz ghz am pm utc gmt cet cest est edt pst pdt cst cdt %`);

/** Beside a number they are part of a date; with a capital, since "may" and "sun" are words. */
export const DATE_WORDS = list(`Mon Tue Wed Thu Fri Sat Sun Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec Monday
  Tuesday Wednesday Thursday Friday Saturday Sunday January February March April June July August September October
  November December`);

/** What is never a word of the format. */
export const VALUE_WORDS = list(`true false null nil NULL None True False TRUE FALSE undefined NaN Infinity`);

/** Structured logs put the sentence itself under such a key, so it is read as text. */
export const TEXT_KEYS = list(`msg message event level lvl severity`);

export const HTTP_METHODS = list(`GET POST PUT DELETE HEAD PATCH OPTIONS CONNECT TRACE`);

/** What follows such a word is mostly a name: "user alice", "on host db". */
export const NAMING_WORDS = list(`user users username account role host hostname node server client peer broker device
  interface disk volume partition file directory folder path table database schema index column key queue topic channel
  group member pod container image service unit namespace cluster region zone bucket domain job task worker thread
  process executor plugin module package library driver class method function handler endpoint route name named called
  id version branch tag stage command cmd method provider session customer tenant project team principal component
  protocol cipher codec signal via cache pool budget permission environment env
  schedule backend upstream frontend breaker flag datastore model rule policy alarm metric profile profiles repository
  repo organization organisation language locale segment app application program script package vhost mailbox folder
  relation constraint trigger attribute property parameter option setting field label tagged type`);

/** They tell what happened; two lines that differ in them are two templates. */
export const STATE_WORDS = list(`up down on off in out ok okay yes no not error errors fail fails failed failure
  failures failing success successful successfully succeed succeeded enable enabled disable disabled start starts
  started starting stop stops stopped stopping open opened opening close closed closing connect connected connecting
  disconnect disconnected disconnecting accept accepted reject rejected allow allowed deny denied grant granted revoke
  revoked online offline active inactive activate activated deactivate deactivated available unavailable healthy
  unhealthy ready unready running pending waiting idle busy complete completed finish finished cancel canceled cancelled
  canceling abort aborted kill killed timeout begin begun end ended enter entered entering leave left leaving exit exited
  exiting join joined create created creating delete deleted deleting add added remove removed removing insert inserted
  update updated valid invalid known normal abnormal warning critical fatal info debug high low full empty read
  write reading writing get put set unset send sent sending receive received receiving incoming outgoing input output
  upload uploaded download downloaded import export inbound outbound source destination request response first last next
  previous before after pass passed lock locked unlock unlocked mount mounted unmount unmounted load loaded unload
  unloaded attach attached detach detached bind bound unbind register registered unregister unregistered subscribe
  unsubscribe login logout logged acquire acquired acquiring release released releasing suspend suspended resume resumed
  pause paused expire expired renew renewed degraded recovered restored lost found missing present absent clean dirty
  blocked unblocked forwarding listening primary secondary leader follower candidate old new used free total min max
  minimum maximum hit miss hits misses`);

/** They hold sentences together and are never a value. */
export const FUNCTION_WORDS = list(`a an the and or but if then else for from to of by with without at as is are was
  were be been being has have had do does did done can cannot could will would should may might must this that these
  those it its their there here into onto over under between within via per until while when where which who what how
  due because so than too very all any each every some more most less least only also already again still yet now just`);

/** Names whose number belongs to them: IPv4 is not another IPv6. */
export const FIXED_NAMES =
  list(`ipv4 ipv6 ip4 ip6 inet6 http1 http2 http3 h2 h2c utf8 utf16 utf-8 md5 sha1 sha256 sha512 base64 x86 x64
  win32 win64 log4j slf4j log4j2 oauth2 ssh1 ssh2 sslv2 sslv3 tlsv1 ext2 ext3 ext4 mp3 mp4 k8s s3 ec2 i18n l2 l3 l4 l7 layer2 layer3 layer4 layer7 nfs3 nfs4
  v4 v6 smb1 smb2 smb3 imap4 pop3 bzip2 h264 h265 int8 int16 int32 int64 uint8 uint16 uint32 uint64 float32 float64 udp4 udp6 tcp4 tcp6`);

/** What follows close behind tells a state, whatever the word is. */
export const STATE_NOUNS = list(`state status states phase stage mode transition transitioned transitioning condition`);

/** What follows is as often a name as a word of the sentence. */
export const LEADING_WORDS = list(`to from for by on in at with as of after before`);

/** The words of an HTTP status, as frameworks write them after its number. */
export const STATUS_PHRASES = list(`OK CREATED ACCEPTED NO_CONTENT FOUND MOVED_PERMANENTLY SEE_OTHER NOT_MODIFIED
  TEMPORARY_REDIRECT BAD_REQUEST UNAUTHORIZED FORBIDDEN NOT_FOUND METHOD_NOT_ALLOWED NOT_ACCEPTABLE REQUEST_TIMEOUT
  CONFLICT GONE PAYLOAD_TOO_LARGE UNSUPPORTED_MEDIA_TYPE UNPROCESSABLE_ENTITY TOO_MANY_REQUESTS INTERNAL_SERVER_ERROR
  NOT_IMPLEMENTED BAD_GATEWAY SERVICE_UNAVAILABLE GATEWAY_TIMEOUT`);

/** Names that any organisation has: they are values wherever they come to stand beside each other. */
export const COMMON_NAMES = list(`production prod staging canary development dev qa preprod sandbox nightly daily weekly
  monthly hourly yearly main master develop trunk root admin administrator guest nobody anonymous system localhost
  default unknown none unlimited infinite`);
