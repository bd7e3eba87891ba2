"""What people do in a workspace: maps and their revisions, people, talk, sharing.

Every function takes the open workspace, who calls, and the present moment; what the
caller may do is read anew within the change itself.
"""
