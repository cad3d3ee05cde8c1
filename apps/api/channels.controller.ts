/** What is done about messages that were given up. */
import { Body, Controller, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import { Problem } from '../../libs/engine/problem';
import { Answers } from './answers';
import * as answers from './answers/overview';
import { actorOf, type ApiRequest } from './authentication';
import { messageParameter, sendAgain } from './channels';
import { CONTEXT, type Context } from './context';
import { keyOf, routeOf } from './keys';
import { emptyBody } from './schemas';
import { Visibility } from './visibility';

@Controller('api/v1/messages')
export class MessagesController {
  constructor(@Inject(CONTEXT) private readonly context: Context) {}

  /** Tries a message that was given up from the beginning; its task closes by itself once it is sent. */
  @Answers(answers.messageAgain)
  @Post(':id/send-again')
  @HttpCode(200)
  sendAgain(
    @Req() request: ApiRequest,
    @Param({ schema: messageParameter }) { id }: { id: string },
    @Body({ schema: emptyBody }) _body: unknown,
  ) {
    const actor = actorOf(request);
    if (actor.role !== 'administrator' && actor.role !== 'mosvy') throw new Problem('forbidden');
    const key = { person: actor.person, route: routeOf(request), key: keyOf(request) };
    return new Visibility(this.context).orNotFound(actor, 'message', id, () => sendAgain(this.context, actor, id, key));
  }
}
