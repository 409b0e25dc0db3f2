import type { Scope } from '../../domain/tenancy/scope.ts';

/** A room for each organisation: who asks with a scope cannot reach another one's. */
export class ByOrganisation<Room> {
  private readonly rooms = new Map<string, Room>();
  private readonly furnish: () => Room;

  constructor(furnish: () => Room) {
    this.furnish = furnish;
  }

  of(scope: Scope): Room {
    const room = this.rooms.get(scope.organisation) ?? this.furnish();
    this.rooms.set(scope.organisation, room);
    return room;
  }
}
