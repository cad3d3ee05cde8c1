export const tasksTexts = {
  title: { en: 'My tasks', km: 'កិច្ចការរបស់ខ្ញុំ' },
  menu: { en: 'My tasks', km: 'កិច្ចការ' },
  none: { en: 'Nothing waits for you.', km: 'គ្មានកិច្ចការរង់ចាំអ្នកទេ។' },
  noneSuch: { en: 'No task is like that.', km: 'គ្មានកិច្ចការតាមលក្ខខណ្ឌនេះទេ។' },
  task: { en: 'Task', km: 'កិច្ចការ' },
  procedure: { en: 'Case', km: 'ករណី' },
  due: { en: 'Due', km: 'ថ្ងៃកំណត់' },
  holder: { en: 'Held by', km: 'អ្នកទទួលខុសត្រូវ' },
  queue: { en: 'nobody yet', km: 'មិនទាន់មានអ្នកទទួល' },
  you: { en: 'you', km: 'អ្នក' },
  somebody: { en: 'somebody else', km: 'អ្នកផ្សេង' },
  show: { en: 'Show', km: 'បង្ហាញ' },
  mine: { en: 'mine and my queue', km: 'របស់ខ្ញុំ និងជួររបស់ខ្ញុំ' },
  soon: { en: 'due within three working days', km: 'ជិតដល់កំណត់ក្នុងបីថ្ងៃធ្វើការ' },
  all: { en: 'all that I may see', km: 'ទាំងអស់ដែលខ្ញុំអាចមើលបាន' },
  overdue: { en: 'overdue only', km: 'តែហួសកំណត់' },
  role: { en: 'Role', km: 'មុខងារ' },
  area: { en: 'Area', km: 'តំបន់' },
  any: { en: 'all', km: 'ទាំងអស់' },
  filters: { en: 'Which tasks', km: 'កិច្ចការណាខ្លះ' },
  high: { en: 'High risk', km: 'ហានិភ័យខ្ពស់' },
  claim: { en: 'Take this task', km: 'ទទួលកិច្ចការនេះ' },
  handOver: { en: 'Hand over', km: 'ប្រគល់ឱ្យអ្នកផ្សេង' },
  claimed: { en: 'The task is yours now.', km: 'កិច្ចការនេះជារបស់អ្នកហើយ។' },
  unreached: {
    en: 'there is no connection; the task was not taken.',
    km: 'គ្មានការតភ្ជាប់ កិច្ចការមិនបានទទួលទេ។',
  },
};

export const cardTexts = {
  overdue: { en: 'overdue', km: 'ហួសកំណត់' },
  soon: { en: 'due within three working days', km: 'ជិតដល់កំណត់ក្នុងបីថ្ងៃធ្វើការ' },
  tasks: { en: 'tasks: mine and my queue', km: 'កិច្ចការរបស់ខ្ញុំ និងជួររបស់ខ្ញុំ' },
  alerts: { en: 'notifications not read', km: 'ការជូនដំណឹងមិនទាន់អាន' },
  approvals: { en: 'wait for my approval', km: 'រង់ចាំការអនុម័តរបស់ខ្ញុំ' },
  incidents: { en: 'open incidents', km: 'ឧប្បត្តិហេតុមិនទាន់ដោះស្រាយ' },
  requests: { en: 'requests I made, still open', km: 'សំណើរបស់ខ្ញុំដែលមិនទាន់ចប់' },
};

export const alertsTexts = {
  title: { en: 'Notifications', km: 'ការជូនដំណឹង' },
  none: { en: 'There is no notification.', km: 'គ្មានការជូនដំណឹងទេ។' },
  noneUnread: { en: 'You have read everything.', km: 'អ្នកបានអានទាំងអស់ហើយ។' },
  show: { en: 'Show', km: 'បង្ហាញ' },
  mine: { en: 'sent to me', km: 'ដែលផ្ញើមកខ្ញុំ' },
  unread: { en: 'sent to me, not read', km: 'ដែលផ្ញើមកខ្ញុំ មិនទាន់អាន' },
  all: { en: 'all that I may see', km: 'ទាំងអស់ដែលខ្ញុំអាចមើលបាន' },
  isNew: { en: 'New', km: 'ថ្មី' },
  openCase: { en: 'Open the case', km: 'បើកករណី' },
  openOverdue: { en: 'See what is overdue', km: 'មើលកិច្ចការហួសកំណត់' },
  read: { en: 'Mark as read', km: 'កត់ថាបានអាន' },
  acknowledge: { en: 'Acknowledge: I will see to it', km: 'ទទួលស្គាល់៖ ខ្ញុំនឹងចាត់វិធានការ' },
  acknowledgeNow: { en: 'Acknowledge', km: 'ទទួលស្គាល់' },
  notNow: { en: 'Not now', km: 'មិនទាន់ធ្វើ' },
  acknowledged: { en: 'Acknowledged', km: 'បានទទួលស្គាល់' },
  by: { en: 'by', km: 'ដោយ' },
  sentTo: { en: 'Sent to', km: 'ផ្ញើទៅ' },
  sent: { en: 'Sent', km: 'ផ្ញើនៅ' },
};

export const noteTexts = {
  note: { en: 'What was done, if you wish to say it', km: 'អ្វីដែលបានធ្វើ បើអ្នកចង់ប្រាប់' },
  noteHint: {
    en: 'It stands in the journal of the case. Do not write names.',
    km: 'វានឹងមាននៅក្នុងកំណត់ហេតុនៃករណី។ សូមកុំសរសេរឈ្មោះ។',
  },
  said: { en: 'What was done:', km: 'អ្វីដែលបានធ្វើ៖' },
};

/** The rungs of the overdue ladder in words; others are called by their kind. */
export const rungTexts = {
  reminder: { en: 'Reminder before the date', km: 'ការរំលឹកមុនថ្ងៃកំណត់' },
  worker: { en: 'Overdue: told to who must act', km: 'ហួសកំណត់៖ ជូនដំណឹងដល់អ្នកត្រូវធ្វើ' },
  supervisor: { en: 'Overdue: told to the supervisor', km: 'ហួសកំណត់៖ ជូនដំណឹងដល់ប្រធានផ្ទាល់' },
  province: { en: 'Overdue: told to the province', km: 'ហួសកំណត់៖ ជូនដំណឹងដល់ខេត្ត' },
  ministry: { en: 'Overdue: told to the ministry', km: 'ហួសកំណត់៖ ជូនដំណឹងដល់ក្រសួង' },
  digest: { en: 'What is overdue, each morning', km: 'បញ្ជីហួសកំណត់រៀងរាល់ព្រឹក' },
  other: { en: 'For your information', km: 'សម្រាប់ជូនជ្រាប' },
};
