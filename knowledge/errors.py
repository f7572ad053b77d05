"""The tree of errors that a user can cause; everything else that is raised is a bug.

    UserError
    ├── DocumentError     a file that cannot be read            (documents)
    ├── PlanError         a document that is no plan            (plans)
    ├── PlanExists        a plan that is there already          (plans)
    ├── PlanUnknown       an id that no plan has                (plans)
    └── DatabaseError     a database that cannot be used        (database)
"""


class UserError(Exception):
    """Something that the user can put right; its message is one Vietnamese sentence that says how."""
