import type { ConceptEntry } from '../concept.ts';

/** What goes wrong with anything: the half of a failure mode that is not its thing. */
export const STATES: readonly ConceptEntry[] = [
  {
    id: 'used-up',
    phrases: `exhausted | exhaustion | depleted | used up | ran out | running out | runs out | run out | out of | none left | nothing left | no free | no available | no more | not enough | insufficient | short of | maxed out | max reached | maximum reached | limit reached | reached limit | reached maximum | reached its limit | hit limit | hit ceiling | ceiling hit | limit exceeded | exceeded limit | exceeds limit | above limit | over limit | cap reached | at capacity | full | filled up | 100% | hundred percent | zero left | zero free | all taken | every taken | all in use | all busy | starved | starvation | saturated | saturation | overflow | overrun | too many | too much | max reached | exceeded | eaten | ate every | nearly gone | consumed`,
  },
  {
    id: 'slow',
    phrases: `slow | sluggish | latency | laggy | takes long | takes too long | takes minutes | takes hours | takes forever | crawls | crawling | response time | high latency | degraded performance | poor performance | delayed | delay | takes ages | p99 | p95 | long running | longer than | drags | snail | seconds to load | slower`,
  },
  {
    id: 'no-answer',
    phrases: `timeout | timed out | time out | no reply | no response | not answering | not responding | unresponsive | hangs | hanging | hang | hung | stuck | frozen | freezes | froze | never returns | never finishes | never completes | waits forever | waits endlessly | deadline exceeded | stalled | stalls | silent | no answer | does not answer | without answer | gets nothing back | not proceed | never proceeds | unanswered | does not react`,
  },
  {
    id: 'refused',
    phrases: `refused | refuses | rejected | rejects | denied | denies | declined | turned away | not accepting | not accepted | not allowed | forbidden | disallowed | blocked | bounced | bounces | turned down | unauthorized | cannot connect | not permitted | does not let | lets no one | no entry | invalid`,
  },
  {
    id: 'down',
    phrases: `down | outage | unavailable | not available | offline | dead | unreachable | cannot reach | not reachable | cannot be reached | gone | vanished | disappeared | died | dies | dying | crashed | crashes | crash | stopped working | not working | out of service | not running | not up | went away | goes away | failed | not serving | collapsed | fell over | knocked out | broke down | brought down | taken down | is lost`,
  },
  {
    id: 'missing',
    phrases: `missing | absent | not found | cannot be found | cannot find | does not exist | nonexistent | no such | not there | unknown | lacks | lacking | without | deleted | removed | vanished | disappeared | gone | never arrived | never came | not present | undefined | null | nil | empty | lost | unset | not set | not defined | never created | nobody pushed | never pushed`,
  },
  {
    id: 'killed',
    phrases: `killed | kill | shot | terminated | sacrificed | reaped | sigkill | sigterm | kill 9 | victim | shut down | put down | ended by | aborted | evicted`,
  },
  {
    id: 'restarts',
    phrases: `restart | restarted | restarting | reboot | rebooted | rebooting | crash loop | crashloop | crashloopbackoff | keeps dying | keeps crashing | keeps restarting | bounce | bounced | exits repeatedly | respawn | back off | again and again | flapping | recycled | cycling`,
  },
  {
    id: 'grows',
    phrases: `grow | grows | growing | climbs | climbing | creeps | creeping | rising | rises | increases | increasing | accumulates | piles up | piling up | goes up | up and up | ratchets | swells | balloons | unbounded | steadily | never returns to baseline | keeps rising | leak | leaks | leaking | backlog | mounts`,
  },
  {
    id: 'behind',
    phrases: `lag | lags | lagging | behind | backlog | delayed | late | old data | stale | not caught up | catching up | cannot keep up | cannot keep pace | falls behind | trailing | out of date | not fresh | hours old | overdue | piles up | pile up | queued up`,
  },
  {
    id: 'outdated',
    phrases: `stale | outdated | obsolete | old | old version | yesterday | previous value | cached | not refreshed | not updated | not invalidated | out of date | still shows | still serves | retains old | remembers | memoised | memoized | superseded | decommissioned | still talks | still points`,
  },
  {
    id: 'wrong',
    phrases: `wrong | incorrect | mistaken | typo | misspelt | misspelled | mix up | mixed up | misconfigured | misconfiguration | bad value | erroneous | does not match | mismatch | mismatched | mis set | inaccurate | off by | different than expected | differs from | unlike expected | swapped | confused`,
  },
  {
    id: 'duplicated',
    phrases: `duplicate | duplicated | twice | double | doubled | two times | repeated | second time | again | more than once | already exists | repeatedly processed | doubly`,
  },
  {
    id: 'expired',
    phrases: `expired | expires | expiry | expiration | no longer valid | not valid anymore | past its date | ran out yesterday | lapsed | end of validity | validity ended | notafter | outlived | overdue renewal | not renewed | renewal failed | renewal forgotten`,
  },
  {
    id: 'corrupt',
    phrases: `corrupt | corrupted | corruption | damaged | garbled | broken file | unreadable | checksum mismatch | crc error | bad block | invalid page | torn page | malformed | mangled | bit rot | truncated | inconsistent | bad magic | garbage`,
  },
  {
    id: 'overloaded',
    phrases: `overload | overloaded | overwhelmed | overwhelm | hammered | hammer | flooded | flood | swamped | melt | melts | under load | heavy load | too busy | saturated | peak | traffic spike | spike | surge | rush | thundering herd | stampede | hot | hotspot | bombarded | ddos | buried`,
  },
  {
    id: 'skipped',
    phrases: `skipped | did not run | did not fire | has not run | never ran | not triggered | triggers nothing | not started | never started | missed | did not happen | not executed | not produced | idle | no longer runs | omitted | not launched | silently skipped`,
  },
  {
    id: 'intermittent',
    phrases: `intermittent | sporadic | now and then | occasionally | sometimes | randomly | random | flaky | from time to time | every few minutes | unpredictable | some of | one in | a fraction | partial | partly | some requests`,
  },
  {
    id: 'dropped',
    phrases: `dropped | drops | dropping | discarded | lost | loss | thrown away | vanish | vanishes | disappear | swallowed | never delivered | not delivered | undelivered | black hole | blackhole | filtered | cut off | severed | reset | swallows`,
  },
  {
    id: 'uneven',
    phrases: `uneven | skew | skewed | unbalanced | imbalance | one node | single replica | only one | hot spot | all stick | sticky | concentrated | overloads node | lopsided | hot partition | hot key | hot shard | one partition`,
  },
  {
    id: 'throttled',
    phrases: `throttled | throttling | rate limited | rate limit | rate exceeded | too many requests | 429 | toomanyrequests | slow down | slowdown | request limit | quota exceeded | quota reached | allowance used up | download allowance | allotment | calls per second | quota`,
  },
  {
    id: 'disconnected',
    phrases: `disconnected | disconnects | connection reset | connection closed | broken pipe | reset by peer | econnreset | rst | eof | hung up | socket closed | connection lost | lost connection | closed unexpectedly | kicked out | link dropped | session dropped | socket hang up | abruptly closed`,
  },
  {
    id: 'unknown-host',
    phrases: `cannot resolve | could not resolve | not resolve | unknown host | name not known | nxdomain | enotfound | no such host | name resolution | host not found | getaddrinfo`,
  },
  {
    id: 'incompatible',
    phrases: `incompatible | not compatible | unsupported | not supported | version mismatch | breaking change | breaks | broke | deprecated | obsolete version | contract changed | changed format | schema changed | contract altered | altered without notice | no longer accepts | removed in version`,
  },
  {
    id: 'stolen',
    phrases: `leaked | stolen | compromised | exposed | breach | published by accident | abused | fraudulent | malicious | attacker | attack`,
  },
  {
    id: 'waiting',
    phrases: `waiting | waits | wait | blocked | blocking | pending | queued | contention | contended | holds | held | idle in transaction | serialised | in line | parked`,
  },
  {
    id: 'read-only',
    phrases: `read only | readonly | remounted ro | cannot write | writes rejected | write rejected | not writable | writes fail | refuses writes | write protected | immutable`,
  },
  {
    id: 'after-release',
    phrases: `after release | after deploy | after deployment | since release | since deploy | after upgrade | since upgrade | after update | after rollout | new version | new release | latest version | new build | since last deployment | regression | rolled out | after the patch | since the patch`,
  },
];
