/** Fields that several forms of a closure have. */
import { z } from 'zod';
import { caseworker, choice, date, labelled, text } from '../../fields';

export const count = (en: string, km: string, most = 5000) => labelled(z.int().min(0).max(most), [en, km]);
export const source = choice(['Source', 'ប្រភព'], {
  family: ['family', 'គ្រួសារ'],
  commune: ['commune', 'ឃុំ/សង្កាត់'],
  child: ['the child', 'កុមារ'],
  school: ['school', 'សាលារៀន'],
  police: ['police', 'នគរបាល'],
  hospital: ['hospital', 'មន្ទីរពេទ្យ'],
  institution: ['the institution and its staff', 'គ្រឹះស្ថាន និងបុគ្គលិក'],
  other: ['other', 'ផ្សេងទៀត'],
});
export const worker = () => caseworker(['Receiving caseworker', 'អ្នកគ្រប់គ្រងករណីដែលទទួល']);
export const on = () => date('On', 'នៅថ្ងៃទី');
export const note = () => text('Note', 'កំណត់សម្គាល់').optional();
export const reasons = () => text('Reasons', 'មូលហេតុ');
