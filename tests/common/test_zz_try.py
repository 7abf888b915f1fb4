import pytest, time
from mra_portal.content import TABLES
pytestmark = pytest.mark.django_db
def test_x(settings):
    from django.core.management import call_command
    import csv
    t=time.time(); call_command("load_content"); print("second", time.time()-t)
    for table in TABLES:
        r = table.resource()
        rows = list(csv.DictReader(table.path_in(settings.FIXTURES).open(newline="")))
        from mra_portal.common.content.loader import _existing,_key
        ex=_existing(r); n=0
        for row in rows:
            e=ex[_key(r,row)]
            if e!=row:
                n+=1
                if n<3: print(table.name, [(k,e[k],row[k]) for k in row if e[k]!=row[k]])
        print(table.name,len(rows),n, len(ex))
