import type { Program } from '../program.ts';

export const networkSwitch: Program = {
  name: 'network-switch',
  formats: [
    [900, '%LINEPROTO-5-UPDOWN: Line protocol on Interface {port5}, changed state to up'],
    [300, '%LINEPROTO-5-UPDOWN: Line protocol on Interface {port5}, changed state to down'],
    [120, '%LINK-3-UPDOWN: Interface {port5}, changed state to up'],
    [110, '%LINK-3-UPDOWN: Interface {port5}, changed state to down'],
    [100, '%SYS-5-CONFIG_I: Configured from console by {user} on vty{d} ({ip})'],
    [
      80,
      '%SEC_LOGIN-5-LOGIN_SUCCESS: Login Success [user: {user}] [Source: {ip}] [localport: 22] at {clock} UTC {day}',
    ],
    [
      60,
      '%SEC_LOGIN-4-LOGIN_FAILED: Login failed [user: {user}] [Source: {ip}] [localport: 22] [Reason: Login Authentication Failed] at {clock} UTC {day}',
    ],
    [60, '%BGP-5-ADJCHANGE: neighbor {ip} Up'],
    [60, '%BGP-5-ADJCHANGE: neighbor {ip} Down {bgp}'],
    [50, '%OSPF-5-ADJCHG: Process {n3}, Nbr {ip} on {port5} from LOADING to FULL, Loading Done'],
    [40, '%OSPF-5-ADJCHG: Process {n3}, Nbr {ip} on {port5} from FULL to DOWN, Neighbor Down: Dead timer expired'],
    [40, '%SW_MATM-4-MACFLAP_NOTIF: Host {mac} in vlan {n3} is flapping between port {port5} and port {port5}'],
    [30, '%PLATFORM_ENV-1-FAN_NOT_PRESENT: Fan is not present'],
    [30, '%ENVMON-4-TEMP: temperature {n3} C exceeds threshold {n3} C on sensor {sensor}'],
    [25, '%SYS-6-LOGGINGHOST_STARTSTOP: Logging to host {ip} port {port} started - CLI initiated'],
    [20, '%SYS-6-LOGGINGHOST_STARTSTOP: Logging to host {ip} port {port} stopped - CLI initiated'],
    [10, '%SYS-5-RESTART: System restarted --'],
  ],
  values: {
    port5: ['GigabitEthernet1/0/12', 'GigabitEthernet1/0/3', 'TenGigabitEthernet1/1/1', 'Vlan10', 'Port-channel1'],
    bgp: ['BGP Notification sent', 'Peer closed the session', 'Interface flap', 'User reset'],
    mac: ['0011.2233.4455', '00aa.bbcc.ddee', 'a0b1.c2d3.e4f5'],
    sensor: ['inlet', 'outlet', 'asic'],
  },
};
