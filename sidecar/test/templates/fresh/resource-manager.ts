import type { Program } from '../program.ts';

export const resourceManager: Program = {
  name: 'resource-manager',
  formats: [
    [500, 'container_{big}_{n}_01_{n} Container Transitioned from ACQUIRED to RUNNING'],
    [400, 'container_{big}_{n}_01_{n} Container Transitioned from RUNNING to COMPLETED'],
    [250, 'container_{big}_{n}_01_{n} Container Transitioned from ALLOCATED to ACQUIRED'],
    [
      200,
      'Assigned container container_{big}_{n}_01_{n} of capacity <memory:{n}, vCores:{d}> on host {host}:{port}, which has {d} containers, <memory:{n}, vCores:{d}> used and <memory:{n}, vCores:{d}> available after allocation',
    ],
    [
      150,
      'Released container container_{big}_{n}_01_{n} of capacity <memory:{n}, vCores:{d}> on host {host}:{port}, which currently has {d} containers',
    ],
    [120, 'application_{big}_{n} State change from ACCEPTED to RUNNING on event = ATTEMPT_REGISTERED'],
    [100, 'application_{big}_{n} State change from RUNNING to FINAL_SAVING on event = ATTEMPT_UNREGISTERED'],
    [90, 'Application added - appId: application_{big}_{n} user: {user} leaf-queue of parent: root #applications: {d}'],
    [
      80,
      'Application removed - appId: application_{big}_{n} user: {user} queue: {queue} #user-pending-applications: {d} #user-active-applications: {d}',
    ],
    [
      60,
      'USER={user} OPERATION=Submit Application Request TARGET=ClientRMService RESULT=SUCCESS APPID=application_{big}_{n}',
    ],
    [50, 'Allocated new applicationId: {n3}'],
    [40, 'Node {host}:{port} cluster capacity: <memory:{n}, vCores:{d}>'],
    [30, 'Expired:{host}:{port} Timed out after {n3} secs'],
    [25, 'Deactivating Node {host}:{port} as it is now LOST'],
    [20, '{host}:{port} Node Transitioned from RUNNING to LOST'],
    [
      20,
      'Re-sorting completed queue: {queue} stats: {queue}: capacity={f}, absoluteCapacity={f}, usedResources=<memory:{n}, vCores:{d}>',
    ],
    [15, 'Application Attempt appattempt_{big}_{n}_{d} is done. finalState={final}'],
    [10, 'Registering the metrics system: {metrics}'],
    [6, 'Transitioned to active state'],
    [6, 'Transitioned to standby state'],
  ],
  values: {
    queue: ['default', 'etl', 'adhoc'],
    final: ['FINISHED', 'FAILED', 'KILLED'],
    metrics: ['ResourceManager', 'QueueMetrics', 'ClusterMetrics'],
  },
};
