"""How each model is shown: read only, by a list of fields that may be seen, without counting a large table."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django.contrib.admin import ShowFacets
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from unfold.admin import ModelAdmin
from unfold.paginator import InfinitePaginator

from chatapp.accounts.models import User
from chatapp.typed import whole_id, whole_number

from .site import VIEW


@dataclass(frozen=True)
class Named:
    """Stands for a row where its name would be shown, which may be what a person wrote."""

    pk: Any
    _meta: Any  # the model's; Unfold's templates ask for it

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


class ReadOnly(ModelAdmin):
    """Nothing is added, changed or deleted. `fields` are all that a row's page shows.

    The search finds by whole values: `finds_ids` are UUIDs, `finds_numbers` whole numbers, `finds_texts` texts, and
    `finds_people` fields that refer to a person whose address is typed. Columns in `hides` are not even read for lists.
    """

    plural = ""  # where the class's name, in words, is not how the list is called
    permission = VIEW
    finds_ids: tuple[str, ...] = ()
    finds_numbers: tuple[str, ...] = ()
    finds_texts: tuple[str, ...] = ()
    finds_people: tuple[str, ...] = ()
    hides: tuple[str, ...] = ()

    actions = None
    list_per_page = 50
    list_max_show_all = 0
    list_fullwidth = True
    paginator = InfinitePaginator
    show_full_result_count = False
    show_facets = ShowFacets.NEVER
    search_fields = ("pk",)
    sortable_by: tuple[str, ...] = ()

    @classmethod
    def called(cls) -> str:
        """How the list is called."""
        words = re.sub(r"(?<!^)([A-Z])", r" \1", cls.__name__)
        return cls.plural or words.capitalize()

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return bool(request.user.has_perm(VIEW) and request.user.has_perm(self.permission))

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> Any:
        return self.fields

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).defer(*self.hides)

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Filters of the list, and no other field: what one may ask for by its beginning, one may read."""
        filters = {each if isinstance(each, str) else each[0] for each in self.list_filter}
        return lookup.split("__")[0] in filters

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        wanted = search_term.strip()
        if not wanted:
            return queryset, False
        found = Q(pk__in=())
        if (id_ := whole_id(wanted)) is not None:
            found |= _any(self.finds_ids, id_)
        if (number := whole_number(wanted, digits=18)) is not None:
            found |= _any(self.finds_numbers, number)
        if "@" in wanted and self.finds_people:
            people = list(User.objects.filter(email__iexact=wanted).values_list("pk", flat=True))
            found |= _any(tuple(f"{name}__in" for name in self.finds_people), people)
        found |= _any(self.finds_texts, wanted)
        return queryset.filter(found), False

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        self._check(request)
        return super().changelist_view(request, extra_context)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        self._check(request)
        named = Named(unquote(object_id), self.opts)
        shown = {"original": named, "subtitle": str(named), **(extra_context or {})}
        return super().change_view(request, object_id, form_url, shown)

    def _check(self, request: HttpRequest) -> None:
        """Django would not say which permission is missing."""
        if not self.has_view_permission(request):
            raise PermissionDenied(self.permission)


def _any(names: tuple[str, ...], value: object) -> Q:
    found = Q(pk__in=())
    for name in names:
        found |= Q(**{name: value})
    return found
