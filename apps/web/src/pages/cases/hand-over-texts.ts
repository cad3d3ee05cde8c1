export const handOverTexts = {
  give: { en: 'Hand over this task', km: 'ប្រគល់កិច្ចការនេះ' },
  none: { en: 'No task is open here.', km: 'គ្មានកិច្ចការដែលមិនទាន់ចប់នៅទីនេះទេ។' },
  heldBy: { en: 'Held by', km: 'អ្នកទទួលខុសត្រូវ' },
  to: { en: 'To whom', km: 'ប្រគល់ឱ្យនរណា' },
  choose: { en: 'Choose a person', km: 'ជ្រើសរើសបុគ្គល' },
  nobody: {
    en: 'Nobody else holds this role here.',
    km: 'គ្មាននរណាផ្សេងទៀតមានមុខងារនេះនៅទីនេះទេ។',
  },
  reason: { en: 'Why', km: 'មូលហេតុ' },
  reasonHint: {
    en: 'It stands in the journal. Write no names of children.',
    km: 'មូលហេតុនេះស្ថិតក្នុងកំណត់ហេតុ។ សូមកុំសរសេរឈ្មោះកុមារ។',
  },
  handOver: { en: 'Hand the task over', km: 'ប្រគល់កិច្ចការ' },
  assign: { en: 'Give the task', km: 'ចាត់ឱ្យទទួលកិច្ចការ' },
  release: { en: 'Give it back to the queue', km: 'ដាក់ត្រឡប់ទៅជួរវិញ' },
  notYours: {
    en: 'Only who holds this task, or a supervisor over this area, can hand it over.',
    km: 'មានតែអ្នកទទួលកិច្ចការនេះ ឬប្រធានដែលមើលការខុសត្រូវតំបន់នេះ ទើបអាចប្រគល់បាន។',
  },
  done: { en: 'Done. The journal says who holds the task now.', km: 'រួចរាល់។ កំណត់ហេតុបង្ហាញអ្នកទទួលកិច្ចការថ្មី។' },
  toMissing: { en: 'Choose to whom the task goes', km: 'សូមជ្រើសរើសអ្នកទទួលកិច្ចការ' },
  reasonMissing: { en: 'Write why', km: 'សូមសរសេរមូលហេតុ' },
  changed: {
    en: 'Somebody else changed this task in the meantime. What you wrote is kept; look at who holds it now.',
    km: 'មានអ្នកផ្សេងបានផ្លាស់ប្តូរកិច្ចការនេះរួចហើយ។ អ្វីដែលអ្នកបានសរសេរនៅដដែល សូមពិនិត្យមើលអ្នកទទួលបច្ចុប្បន្ន។',
  },
};
