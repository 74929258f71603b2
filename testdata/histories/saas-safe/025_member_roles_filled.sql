-- The trigger does the work; owners and admins are few.
UPDATE tenancy.members SET role = role WHERE role IN ('owner', 'admin') AND role_new = 'editor';
