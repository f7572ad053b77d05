"""The tree of errors that a user can cause; everything else that is raised is a bug.

UserError
├── DocumentError        a file that cannot be read                   (documents)
├── PlanError            a document that is no plan                   (plans)
├── PlanExists           a plan that is there already                 (plans)
├── PlanUnknown          an id that no plan has                       (plans)
├── PlanWithdrawn        a plan that is not in force any more         (plans)
├── WordsError           words that cannot be added to the answers    (answers.own_words)
│   └── NotWords         a text that has not their form               (answers.own_words)
├── OwnWordUnknown       an added word that is not there              (answers.own_words)
├── UnitError            a unit that cannot be used                   (work.registered_units)
├── PersonError          something about people that cannot be done   (work.people)
├── InvitationError      a link that lets nobody in                   (work.invitations)
├── UploadError          a file that is not taken in now              (work.uploads)
├── CorrectionError      a correction that a plan does not allow      (plans.corrections)
├── RequestError         a request to join that is not there          (work.requests)
├── NotAllowed           something that a role does not reach         (work.rights)
│   └── NotOfIssuer      a plan of another coordinator's office       (work.rights)
├── ActivityError        something that a report does not allow       (work.activity)
│   ├── DetailsError     a value that no report may have              (work.activity)
│   │   └── NoValue      words that are no value of a field           (work.activity)
│   └── NotUnderstood    words that correct nothing                   (work.corrections)
├── ObligationUnknown    an obligation that is not there              (work.obligations)
├── PeriodError          a period that ends before it begins          (work.periods)
├── ReportError          a report that cannot be written              (work.report_docx)
├── BackupError          a copy that cannot be made or put back       (backup)
└── DatabaseError        a database that cannot be used               (database)
"""


class UserError(Exception):
    """Something that the user can put right; its message is one Vietnamese sentence that says how."""
