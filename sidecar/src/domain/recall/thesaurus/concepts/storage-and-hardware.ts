import type { ConceptEntry } from '../concept.ts';

export const STORAGE_FAILURES: readonly ConceptEntry[] = [
  {
    id: 'disk-full',
    phrases: `disk full | no space left on device | enospc | disk space | out of disk space | filesystem full | volume full | partition full | storage full | zero bytes free | no free space | diskpressure | disk pressure | disk usage 100% | root partition full | out of space | low disk space | running out of space | logs filled | unrotated log | unrotated journal | log rotation | logrotate | ephemeral storage exceeded | image garbage | core dumps filled | storage nearly gone | df shows 100% | flood stage | disk watermark exceeded | read-only-allow-delete | inserts rejected volume full | partition has no room | disk quota exceeded | edquot`,
    together: `disk + used-up | log + used-up | disk + log + grows`,
    broader: 'disk',
  },
  {
    id: 'inodes-exhausted',
    phrases: `inodes exhausted | out of inodes | no inodes | inode table exhausted | iuse% | iuse 100 | too many small files | millions of files | millions of tiny files | free inodes | df -i | cannot create small files | run out of inodes | directory with millions of entries | inode`,
    together: 'file + used-up',
    broader: 'disk',
  },
  {
    id: 'slow-disk',
    phrases: `slow disk | disk latency | io wait | iowait | high await | slow fsync | fsync slow | fdatasync | storage latency | disk io saturated | iops limit | iops throttled | io throttling | burst credits used up | ebs burst | disk queue | slow storage | slow writes | wal fsync duration | svctm | degraded raid rebuild | raid rebuild | noisy storage neighbour | san latency | disk utilisation 100% | throughput limit of the volume | write latency`,
    together: `disk + slow | disk + throttled | disk + overloaded | disk + no-answer`,
    broader: 'disk',
  },
  {
    id: 'filesystem-read-only',
    phrases: `read-only file system | read only filesystem | remounted read-only | erofs | ext4 error remounting | errors=remount-ro | mounted ro | filesystem switched to read only | cannot write to volume | journal aborted | xfs shutdown | filesystem shut itself down`,
    together: `disk + read-only | file + read-only`,
    broader: 'disk read-only',
  },
  {
    id: 'mount-failed',
    phrases: `mount failed | failedmount | failedattachvolume | multi-attach error | volume already attached | unable to attach or mount volumes | volume not attached | cannot mount | stale file handle | nfs server not responding | nfs hang | estale | stale nfs handle | network share unreachable | volume stuck attaching | pvc pending | persistentvolumeclaim not bound | no persistent volumes available | device not found | wrong fstab | unmounted | volume node affinity conflict | share not mounted | nas unreachable | volume stays attached to the old`,
    together: `disk + missing | disk + down | disk + network + no-answer`,
    broader: 'disk',
  },
  {
    id: 'disk-defect',
    phrases: `disk failure | disk failed | failing hard drive | bad sectors | reallocated sectors | smart error | smartctl | i/o error | input/output error | eio | medium error | media defects | drive failure | nvme timeout | controller failure | raid degraded | array degraded | unrecoverable read error | drive offline | buffer i/o error | failed member in the array`,
    together: `disk + corrupt | disk + disconnected`,
    broader: 'hardware-defect disk',
  },
  {
    id: 'file-permission',
    phrases: `permission denied | eacces | cannot open file | not readable | wrong owner | chown | chmod | file not writable | operation not permitted | read denied | selinux | apparmor | umask | root-owned | cannot create directory | fsgroup | runasnonroot | file belongs to root`,
    together: `file + permission | file + refused | disk + refused | disk + permission`,
    broader: 'permission',
  },
  {
    id: 'file-missing',
    phrases: `no such file or directory | enoent | file not found | filenotfoundexception | missing file | file is absent | path does not exist | file disappeared | upload gone | object not found | nosuchkey | 404 on the asset | local file lost | ephemeral filesystem | tmp cleaned | temporary directory was cleaned | tmpreaper | uploaded files vanish`,
    together: `file + missing | object-store + missing`,
    broader: 'file',
  },
  {
    id: 'hardware-defect',
    phrases: `hardware failure | hardware defect | defective ram | bad ram | ecc error | uncorrectable ecc | edac | machine check exception | mce | memory module | dimm | faulty hardware | psu failed | power supply failed | motherboard | broken fan | gpu fell off the bus | xid error | nvlink | raid controller | battery failed | defective module | faulty cable | broken transceiver | sfp | nic failed`,
    broader: 'machine',
  },
  {
    id: 'overheating',
    phrases: `overheating | overheated | too hot | thermal throttling | temperature alarm | cooling failed | air conditioning failed | aircon failed | fan failure | cpu temperature | cpus clock down | thermal limit | thermal shutdown | chiller failure | hot server room`,
    together: `cooling + down | cooling + throttled`,
    broader: 'cooling hardware-defect',
  },
  {
    id: 'power-loss',
    phrases: `power outage | power loss | power failure | lost power | no electricity | blackout | ups failed | ups battery | generator did not start | breaker tripped | brownout | pdu failure | rack without power | power feed | hosts went dark | psu redundancy | electricity gone`,
    together: 'power + down',
    broader: 'machine-lost',
  },
  {
    id: 'machine-lost',
    phrases: `node down | node notready | node not ready | host down | server down | instance terminated | instance failed status check | node lost | node unreachable | machine vanished | vm crashed | host crashed | host rebooted | kubelet stopped posting node status | nodelost | instance retired | hypervisor crashed | server does not boot | kubelet not responding | host unreachable | status check failed`,
    together: `machine + down | machine + restarts | machine + no-answer`,
    broader: 'machine',
  },
  {
    id: 'machine-reclaimed',
    phrases: `spot instance reclaimed | spot interruption | preempted | preemptible | instances withdrawn | node drained | drained node | node consolidated | karpenter consolidated | bin-packing | live migration | maintenance event | scheduled maintenance | guest paused | instance retirement | provider maintenance | node replaced | node rotation | node upgrade | cordoned | scale down removed | evicted unfinished | spot capacity`,
    together: `machine + killed | autoscaler + killed | cloud + machine + down`,
    broader: 'machine',
  },
  {
    id: 'zone-outage',
    phrases: `availability zone outage | az outage | zone down | region outage | region down | us-east-1 | cloud outage | provider outage | datacenter outage | datacentre down | whole zone | zonal failure | data center fire | flooded datacenter | one of three zones | cloud provider incident`,
    together: 'cloud + down',
    broader: 'cloud',
  },
  {
    id: 'no-capacity',
    phrases: `insufficient capacity | insufficientinstancecapacity | no capacity | out of stock instances | stockout | zone_resource_pool_exhausted | cannot launch instances | autoscaling group cannot launch | quota of cpus | vcpu limit | instance limit exceeded | not scale out | scale up failed | cannot scale | autoscaler maxed out | max replicas reached | hpa at maximum | hpa not scaling | not enough machines | autoscaler too slow | scaling too slow | scaled to zero | subnet has no free addresses`,
    together: `autoscaler + used-up | autoscaler + slow | autoscaler + refused | autoscaler + down | cloud + used-up | machine + used-up`,
    broader: 'autoscaler',
  },
];
