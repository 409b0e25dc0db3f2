import type { ConceptEntry } from '../concept.ts';

/** Memory, processors, threads, handles: what happens to a process on its machine. */
export const PROCESS_FAILURES: readonly ConceptEntry[] = [
  {
    id: 'out-of-memory',
    phrases: `out of memory | oom | oomkilled | oom killed | oom killer | oom reaper | ran out of memory | heap exhausted | heap space exhausted | java heap space | cannot allocate memory | exit code 137 | exit 137 | exited with 137 | memory limit exceeded | exceeded memory limit | exceeded its memory limit | killed for memory | outofmemoryerror | heap full | allocation failed | enomem | invoked oom-killer | eating too much ram | short of memory | cgroup ceiling | allowed memory size exhausted | std::bad_alloc | bad alloc | malloc failed | ineffective mark compacts near heap limit | memory exhausted | no memory left | ran short of memory | above memory limit | kernel shot`,
    together: `memory + used-up | memory + killed | out-of-memory + killed`,
    broader: 'memory',
  },
  {
    id: 'memory-leak',
    phrases: `memory leak | leak of memory | leaking memory | heap grows | heap keeps growing | rss creeps upward | memory creeps | footprint keeps rising | classloader leak | metaspace leak | goroutine leak | usage grows steadily | never released | unreleased objects | retained objects | not garbage collected | objects are never freed | only a restart helps | until we bounce it | until restarted`,
    together: `memory + grows | thread + grows | java + grows`,
    broader: 'memory',
  },
  {
    id: 'gc-pause',
    phrases: `gc pause | garbage collection pause | stop the world | stop-the-world | full gc | long gc | gc overhead limit exceeded | gc thrashing | collector runs constantly | safepoint | old generation full | concurrent mode failure | heap compaction pause | major collection | collector cannot free | vm freezes while collecting | back to back collections | g1 evacuation failure | to-space exhausted`,
    broader: 'memory',
  },
  {
    id: 'swapping',
    phrases: `swapping | swap thrashing | paging to disk | swap in use | page faults | major faults | thrashing | swapped out | swap space | kswapd`,
    broader: 'memory',
  },
  {
    id: 'cpu-saturated',
    phrases: `cpu saturated | cpu at 100% | high cpu | cpu pegged | cpu spike | all cores busy | load average high | processor maxed out | runaway process | busy loop | infinite loop | endless loop | spinning | burning cpu | cpu hog | catastrophic backtracking | regex backtracking | hot loop | pins a core | one core at 100% | regular expression takes exponential | tight loop | processor saturated`,
    together: `cpu + used-up | cpu + overloaded | cpu + grows`,
    broader: 'cpu',
  },
  {
    id: 'cpu-throttled',
    phrases: `cpu throttling | cpu throttled | cfs quota | cfs throttling | cpu limit too low | cpu credits exhausted | burst credits | throttled periods | steal time | cpu steal | noisy neighbour | noisy neighbor | t3 credits | burstable instance | container_cpu_cfs_throttled | starved of cycles | bandwidth control | processor share capped`,
    together: `cpu + throttled`,
    broader: 'cpu',
  },
  {
    id: 'thread-pool-exhausted',
    phrases: `thread pool exhausted | worker threads exhausted | all worker threads busy | no free worker | rejectedexecutionexception | rejected execution | executor saturated | task refused | max_children | maxthreads | thread pool full | no free fastcgi | every handler blocked | all workers busy | workers exhausted | no worker available | maximum pool size reached | bulkhead full | worker pool saturated | no idle worker | gunicorn workers all | threads all waiting | starved executor | server reached pm.max_children | request queue full`,
    together: `thread + used-up | thread + pool + refused | web-server + used-up | thread + waiting + slow`,
    broader: 'thread',
  },
  {
    id: 'deadlock',
    phrases: `deadlock | deadlocked | dead lock | circular wait | waiting for each other | all goroutines are asleep | circular ownership | circular synchronized | stuck forever on a futex | lock cycle | lock ordering | nobody left to receive | mutual wait | cyclic locks | inherited a held mutex | abba | wait for one another | each holds what the other needs`,
    together: `lock + no-answer | thread + waiting + lock`,
    broader: 'lock',
  },
  {
    id: 'livelock',
    phrases: `livelock | race condition | data race | lost update | unsynchronised access | unsynchronized access | concurrent modification | concurrentmodificationexception | not thread safe | two threads at once | check then act | interleaving | torn read | heisenbug | timing dependent`,
  },
  {
    id: 'event-loop-blocked',
    phrases: `event loop blocked | event loop lag | blocked event loop | synchronous call in the event loop | blocking call on the main thread | single thread blocked | ui thread blocked | main thread busy | event loop delay | long task on the main thread | anr | application not responding | synchronous hashing | readfilesync`,
    broader: 'thread',
  },
  {
    id: 'stack-overflow',
    phrases: `stack overflow | stackoverflowerror | maximum call stack size exceeded | infinite recursion | unbounded recursion | recursion too deep | recursion went too far | maximum recursion depth | recursionerror | deep nesting | deeply nested | endless recursion | calls itself forever | circular reference | stack exhausted | absurdly deep`,
  },
  {
    id: 'segfault',
    phrases: `segfault | segmentation fault | sigsegv | core dumped | core dump | native crash | signal 11 | exit code 139 | access violation | null pointer dereference | sigabrt | sigbus | double free | heap corruption | use after free | illegal instruction | sigill | assertion failed | native decoder crashed | abort trap`,
  },
  {
    id: 'null-reference',
    phrases: `nullpointerexception | null pointer | npe | null reference | nonetype has no attribute | undefined is not a function | cannot read property of undefined | cannot read properties of undefined | object reference not set | nil pointer dereference | typeerror undefined | attributeerror | value was none | dereferenced nothing`,
  },
  {
    id: 'file-handles-exhausted',
    phrases: `too many open files | file descriptors exhausted | file handles exhausted | out of file descriptors | emfile | enfile | ulimit nofile reached | descriptor leak | descriptor limit | handle leak | open files limit | no file descriptors available | unclosed files | unclosed streams | errno 24 | descriptor table full | leaks sockets | inotify watches | max_user_watches | inotify limit | files are never closed | not closing response bodies`,
    together: `file-handle + used-up | file-handle + grows | socket-port + grows`,
    broader: 'file-handle',
  },
  {
    id: 'cannot-fork',
    phrases: `cannot fork | fork failed | fork: retry | resource temporarily unavailable | unable to create native thread | unable to create new native thread | pids limit | pids cgroup | nproc limit | process table full | too many processes | zombie processes | zombie children | defunct processes | pid exhaustion | max user processes | fork bomb | clone returns eagain | eagain | never reaped | spawns nothing | cannot create thread | pthread_create failed`,
    together: `process + used-up | thread + used-up + missing`,
    broader: 'process',
  },
  {
    id: 'process-killed',
    phrases: `process killed | sigkill | kill 9 | killed by signal | sigterm | terminated by signal | watchdog killed | watchdog timeout | killed by systemd | ended by the supervisor | exit code 143 | watchdog restarted`,
    together: 'process + killed',
    broader: 'process',
  },
  {
    id: 'graceful-shutdown',
    phrases: `graceful shutdown | not graceful | connection draining | drained | in flight requests dropped | in-flight requests lost | sigterm ignored | sigterm not handled | terminationgraceperiodseconds | prestop hook | cut off during rollout | requests lost during deploy | shutdown too early | kills open requests | deregistration delay | while old pods terminate | errors during each rollout | exits before requests finish`,
  },
  {
    id: 'slow-start',
    phrases: `slow start | cold start | cold starts | warm up | warmup | jit not warm | takes long to boot | startup takes | slow boot | first requests slow | first call slow | lazy initialisation | first invocation | initialization time | provisioned concurrency | warming | class loading at start | start up time`,
  },
  {
    id: 'kernel-panic',
    phrases: `kernel panic | kernel oops | blue screen | bsod | system halted | kernel bug | hung task | task blocked for more than 120 seconds | soft lockup | hard lockup | cpu stuck for | rcu stall | kernel crash | watchdog bug soft lockup | uninterruptible sleep | d state`,
    together: 'kernel + down',
    broader: 'kernel',
  },
  {
    id: 'library-missing',
    phrases: `noclassdeffounderror | classnotfoundexception | nosuchmethoderror | cannot open shared object file | importerror | modulenotfounderror | no module named | cannot find module | missing library | missing shared library | libssl | glibc version | glibc_2 | undefined symbol | dll not found | unsatisfiedlinkerror | jar hell | conflicting versions on the classpath | two versions of a library | dependency conflict | transitive dependency`,
  },
  {
    id: 'exception-unhandled',
    phrases: `unhandled exception | uncaught exception | panic | panics | unhandled promise rejection | uncaught error | traceback | exception not caught | stack trace in the log | throws on every request | runtimeexception`,
  },
];
