from django.apps import AppConfig


class CommonConfig(AppConfig):
    name = "mra_portal.common"
    label = "common"
    verbose_name = "Content"

    def ready(self):
        from mra_portal.common import append_only, data_version, day_inputs
        from mra_portal.common.search import indexing

        indexing.connect()
        data_version.connect()
        append_only.connect()
        day_inputs.use_in_editing_screens()
