using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Perron.Cases.Acts;
using Perron.Cases.Asking;
using Perron.Cases.Desk;
using Perron.Cases.Running;
using Perron.Communes;
using Perron.Design;
using Perron.People;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Procedures;
using Perron.Registers;
using Perron.Workflow;
namespace Perron.Cases.ForOfficers;

/// <summary>What cannot be undone is looked at once more: what will exist, what the citizen will read, by which way and in which language.</summary>
public static class ConfirmDecision
{
    public sealed record Model(
        Case Case, string Title, WorkflowAction Action, string Sentence, RegisteredHousehold? Household, string? Signatory, string DocumentTitle, string DocumentLanguage,
        string Appeal, PostedForm Form)
    {
        /// <summary>The official language in which a refusal is written as well, since the citizen's own does not bind; null where it does.</summary>
        public string? Original { get; init; }

        /// <summary>What the action asks to be told.</summary>
        public IReadOnlyList<AskedValue> Asks { get; init; } = [];

        /// <summary>The other services to which it can go.</summary>
        public IReadOnlyList<Choice> Services { get; init; } = [];

        /// <summary>What can be asked of other services; the value is the procedure.</summary>
        public IReadOnlyList<Choice> Tasks { get; init; } = [];

        /// <summary>The reply that the citizen gets with it.</summary>
        public string? Reply { get; init; }

        /// <summary>What the citizen would read; null until the officer asks for it.</summary>
        public Rehearsed? Read { get; init; }

        /// <summary>The answers and files that can be shown to somebody outside.</summary>
        public IReadOnlyList<Choice> Showable { get; init; } = [];
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet($"/agent/dossiers/{{reference}}/{{kind:{CaseActs.Paths}}}", Ask).Declares(Audit.Nothing, Rate.Reading);

    private static async Task<IResult> Ask(
        string reference, string kind, string? action, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, ProcedureCatalogue catalogue, CaseWork work, HouseKeys keys, HeldForm held, TimeProvider time)
    {
        if (await db.OpenFor(visitor, reference, catalogue, commune.Today(time.GetCurrentInstant())) is not { } file)
        {
            return TypedResults.NotFound();
        }

        return file.OfferedTo(visitor).Where(action => action.IsCarriedOut() && action.Kind.AsksAgain()).FirstOrDefault(offered => offered.Kind == CaseActs.Kind(kind) && (action is null || offered.Name == action)) is { } chosen
            ? await Page(file, chosen, await held.Back(db, visitor, $"/agent/dossiers/{file.Case.Reference}", kind), visitor, commune, language.Code, db, catalogue, work, keys, time.GetCurrentInstant(), StatusCodes.Status200OK)
            : TypedResults.LocalRedirect($"/agent/dossiers/{file.Case.Reference}");
    }

    internal static async Task<IResult> Page(
        CaseFile file, WorkflowAction action, PostedForm form, Visitor visitor, Commune commune, string language, PerronDb db, ProcedureCatalogue catalogue, CaseWork work, HouseKeys keys, Instant now, int status, Rehearsed? read = null)
    {
        var unit = await db.UnitOf(file.Case);
        var signatory = action.Kind == ActKind.Produce ? await db.Signing(commune.Today(now)) : null;
        var (words, official) = (Words.Of(typeof(ConfirmDecision)), file.DocumentLanguage(commune));
        return ConfirmDecisionPage.Of(new(
            file.Case, file.Procedure.Title.In(language), action,
            file.SentenceAfter(action, form, unit.Name.In(file.Case.Language)),
            action.Kind == ActKind.Produce ? file.Extract?.Household(keys) : null,
            signatory is null ? null : $"{signatory.Name}, {signatory.Role.In(official)} – {signatory.Delegation.In(official)}",
            file.Procedure.Document?.Title.In(official) ?? "", words.In(language, $"language-{official}"), words.In(file.Case.Language, "appeal"), form)
        {
            Original = official == file.Case.Language ? null : words.In(language, $"language-{official}"),
            Asks = CaseValues.Asked(action),
            Services = action.Kind != ActKind.Forward ? [] : [.. (await db.Set<ServiceUnit>().AsNoTracking().Where(other => other.RunBy == file.Case.OrganisationId && other.Id != file.Case.ServiceUnitId).ToListAsync())
                .Select(other => new Choice(other.Id.Value.ToString(), other.Name.In(language))).OrderBy(choice => choice.Label, StringComparer.CurrentCulture)],
            Tasks = action is { Kind: ActKind.OpenSubCase, Procedure: null } ? [.. (await db.Tasks(catalogue, language)).Select(task => new Choice(task.Procedure.Slug, $"{task.Procedure.Title.In(language)} – {task.Unit.Name.In(language)}"))] : [],
            Reply = work.ReplyOf(file, action, unit, visitor, commune, now),
            Read = read,
            Showable = action.Kind != ActKind.AskOpinion ? [] : await ShownToOthers.All(db, file, commune, language),
        }, status);
    }
}
