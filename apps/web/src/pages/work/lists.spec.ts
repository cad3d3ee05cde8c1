/** A count and the list that it opens. */
import { addressOf } from './lists';

describe('a count of the home page', () => {
  it.each([
    ['/tasks?mine=true', '/'],
    ['/tasks?mine=true&overdue=true', '/?overdue=true'],
    ['/tasks?role=dsw&area=0810', '/?show=all&role=dsw&area=0810'],
    ['/tasks/soon', '/?show=soon'],
    ['/alerts?mine=true&unread=true', '/notifications?show=unread'],
    ['/incidents?mine=true&status=open', '/incidents?mine=true&status=open'],
    ['/approvals', '/approvals'],
  ])('%s opens %s', (list, address) => {
    expect(addressOf(list)).toBe(address);
  });
});
