"""The addresses below /deelregios/."""

app_name = "profiles"
urlpatterns = []
