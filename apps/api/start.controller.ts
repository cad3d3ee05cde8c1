/** The page about the system: says what runs and links on. No script, no personal data. */
import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Response } from 'express';
import { Open } from './authentication';
import { CONTEXT, type Context } from './context';

const style = `body{font:17px/1.6 system-ui,"Noto Sans Khmer",sans-serif;max-width:44rem;margin:3rem auto;padding:0 1rem;color:#1c2733;background:#fbfbf9}
h1{font-size:1.9rem;margin:0}h2{font-size:1.1rem;margin:2rem 0 .3rem}a{color:#0b5c7a}ul{padding-left:1.2rem}li{margin:.35rem 0}
.km{color:#47525e}footer{margin-top:3rem;font-size:.85rem;color:#6a737c}`;

const escape = (text: string): string => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

@Controller()
@Open()
@ApiExcludeController()
export class StartController {
  constructor(@Inject(CONTEXT) private readonly context: Context) {}

  @Get(['', 'about'])
  page(@Res() response: Response): void {
    const procedures = this.context.engine.definitions.all
      .map(
        ({ title, about }) =>
          `<li><strong>${escape(title.en)}</strong>: ${escape(about.en)}<br><span class="km" lang="km">${escape(title.km)}៖ ${escape(about.km)}</span></li>`,
      )
      .join('');
    response.type('html').send(`<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Homeward</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,"><link rel="stylesheet" href="/start.css"></head><body>
<h1>Homeward</h1><p>A mandated step can't be skipped, a late one can't stay unseen, and both can be proved.<br>
<span class="km" lang="km">ជំហានដែលត្រូវធ្វើមិនអាចរំលង ការយឺតយ៉ាវមិនអាចលាក់បាំង ហើយទាំងពីរអាចបញ្ជាក់បាន។</span></p>
<h2>What runs · អ្វីដែលកំពុងដំណើរការ</h2><ul>${procedures}</ul>
<h2>Go on · បន្ត</h2><ul>
<li><a href="/api/docs">Programming interface · ឯកសារ API</a> (<a href="/api/openapi.json">OpenAPI 3.1</a>)</li>
<li><a href="/health/ready">Is it ready? · តើរួចរាល់ឬនៅ?</a></li></ul>
<footer>Apache-2.0</footer></body></html>`);
  }

  @Get('start.css')
  style(@Res() response: Response): void {
    response.type('css').send(style);
  }
}
