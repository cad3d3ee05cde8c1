/** Live updates: which lists and cases to ask for again, as server-sent events; never what stands in them. */
import { Controller, Get, Inject, Req, Res, type OnModuleDestroy } from '@nestjs/common';
import { ApiProduces } from '@nestjs/swagger';
import type { Response } from 'express';
import type { Session } from '../../libs/access';
import { Problem } from '../../libs/engine/problem';
import type { Actor } from '../../workflows/workflow';
import { AnyAppointment, type ApiRequest } from './authentication';
import { CONTEXT, type Context } from './context';
import { Live, mostPerPerson, type Listener } from './live';

/** Unsent bytes after which a connection that does not read is given up. */
const mostWaiting = 256 * 1024;

@Controller('api/v1/live')
export class LiveController implements OnModuleDestroy {
  private readonly live: Live;

  constructor(@Inject(CONTEXT) context: Context) {
    this.live = new Live(context);
  }

  @Get()
  @AnyAppointment()
  @ApiProduces('text/event-stream')
  async listen(@Req() request: ApiRequest, @Res() response: Response): Promise<void> {
    const actors = actorsOf(request.session!);
    const { id: session, person } = request.session!;
    if (this.live.countOf(person.id) >= mostPerPerson) throw new Problem('locked_out', { retryAfter: 60 });
    const listener: Listener = {
      session,
      person: person.id,
      actors,
      heard: performance.now(),
      write: (text) => void (response.writableLength > mostWaiting ? response.destroy() : response.write(text)),
      end: () => {
        response.end();
        this.live.leave(listener);
      },
    };
    response.once('close', () => this.live.leave(listener));
    // neither our compression nor a proxy may hold an event back
    response.status(200).set({
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store, no-transform',
      'X-Accel-Buffering': 'no',
      Connection: 'close',
    });
    response.flushHeaders();
    const last = request.headers['last-event-id'];
    await this.live.open(listener, typeof last === 'string' ? last : undefined).catch(() => listener.end());
  }

  onModuleDestroy(): Promise<void> {
    return this.live.close();
  }
}

/** The person in each of their appointments: what changed matters to all of them. */
function actorsOf({ person, appointments, mustChangePassword }: Session): Actor[] {
  if (mustChangePassword || appointments.length === 0) throw new Problem('forbidden');
  return appointments.map(({ id, role, area, actingFor, institution, agency }) => ({
    person: person.id,
    role,
    area,
    appointment: id,
    ...(actingFor && { actingFor }),
    ...(institution && { institution }),
    ...(agency && { agency }),
  }));
}
