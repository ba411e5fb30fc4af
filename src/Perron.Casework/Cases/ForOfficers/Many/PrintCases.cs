using NodaTime.Extensions;
using Perron.Cases.Asking;
using Perron.Cases.Pieces;
using Perron.Cases.Running;
using Perron.Communes;
using Perron.Design;
using Perron.Forms;
using Perron.People;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Procedures;
using Perron.Timeline;
namespace Perron.Cases.ForOfficers.Many;

/// <summary>Several files to be printed, each beginning on a page of its own: who, what stands in it, what was answered, what happened. Each is looked at, and that is written down.</summary>
public static class PrintCases
{
    public sealed record Sheet(string Reference, string Title, string Person, IReadOnlyList<SummaryRow> Facts, IReadOnlyList<SummaryRow> Answers, IReadOnlyList<HandleCase.Line> History);

    public sealed record Model(IReadOnlyList<Sheet> Sheets, string PrintedOn, string By);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/agent/boite/imprimer", Show).Declares(Audit.Reading, Rate.Reading);

    private static async Task<IResult> Show(string[]? dossier, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, ProcedureCatalogue catalogue, TimeProvider time)
    {
        var (now, names, sheets) = (time.GetCurrentInstant(), await db.ColleagueNames(), new List<Sheet>());
        foreach (var reference in (dossier ?? []).Distinct().Take(HandleMany.Most))
        {
            if (await db.Open(db.Set<Case>().VisibleTo(visitor), reference, catalogue) is { } file)
            {
                sheets.Add(await Of(db, file, names, commune, language.Code));
                db.Add(file.Stream.Happened(new Looked("print"), now, visitor.Actor, "traitement de la demande", Visibility.Access));
            }
        }

        await db.SaveChangesAsync();
        return sheets is [] ? TypedResults.NotFound() : PrintCasesPage.Of(new(sheets, commune.Local(now).DateAndTime(language.Code), visitor.Name));
    }

    private static async Task<Sheet> Of(PerronDb db, CaseFile file, IReadOnlyDictionary<OfficerId, string> names, Commune commune, string language)
    {
        var (one, words) = (file.Case, Words.Of(typeof(PrintCases)));
        var files = (await Uploads.Of(db, one.Id)).ToDictionary(stored => stored.Id, stored => stored.Name);
        SummaryRow Row(string key, string value) => new(words.In(language, key), value, null, null, false);
        return new(
            one.Reference, file.Procedure.Title.In(language), one.ApplicantName,
            [
                Row("col-state", words.In(language, $"label-{file.State.Public}")), Row("col-service", (await db.UnitOf(one)).Name.In(language)),
                Row("col-officer", one.AssignedTo is { } officer ? names.GetValueOrDefault(officer, "?") : words.In(language, "nobody")),
                Row("case-sent", commune.Local(one.SubmittedAt).DateAndTime(language)), Row("date-title", one.ExpectedOn.LongDate(language)),
                .. one.Email.Length > 0 ? [Row("case-email", one.Email)] : Array.Empty<SummaryRow>(), .. one.Phone.Length > 0 ? [Row("case-phone", one.Phone)] : Array.Empty<SummaryRow>(),
                Row("case-language", words.In(language, $"language-{one.Language}")), .. CaseValues.Shown(file, language).Select(noted => new SummaryRow(noted.Label, noted.Value, null, null, false)),
            ],
            [.. WrittenAnswers.OfAll(new Journey(file.Procedure.Form, one.Given, one.House(commune)), one.Given, files, language).Select(answer => new SummaryRow(answer.Label, answer.Value, null, null, false)), .. CasePrice.Row(one, language)],
            HandleCase.HistoryOf(file, await ShownPieces.ForOfficer(db, file, [], names, commune, language), names, commune, language));
    }
}
