using NodaTime.Extensions;
using Perron.Communes;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
namespace Perron.People.OnePerson;

/// <summary>At the counter: two accounts side by side, the reason, and then they are one.</summary>
public static class JoinPersons
{
    public sealed record Model(PostedForm Form, ShowPerson.Side Kept, ShowPerson.Side Former, string? Refusal);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/agent/personnes/{citizen:guid}/reunir", Choose).Declares(Audit.Change, Rate.Sending);
        routes.MapGet("/agent/personnes/{citizen:guid}/reunir/{other:guid}", Compare).Declares(Audit.Reading, Rate.Reading);
        routes.MapPost("/agent/personnes/{citizen:guid}/reunir/{other:guid}", Confirm).Declares(Audit.Change, Rate.Sending);
    }

    private static async Task<IResult> Choose(Guid citizen, PostedForm posted, Commune commune, PageLanguage language, PerronDb db, HouseKeys keys, TimeProvider time)
    {
        if (await ShowPerson.Found(db, citizen) is not { } found)
        {
            return TypedResults.NotFound();
        }

        var other = await FindPerson.Typed(posted, "autre", commune, language.Code, db, keys, time);
        if (other is not null && other.Id == found.Id)
        {
            posted.Refuse("autre", Words.Of(typeof(JoinPersons)).In(language.Code, "join-refused-Same"));
        }

        return posted.IsRight ? TypedResults.LocalRedirect($"/agent/personnes/{citizen}/reunir/{other!.Id.Value}") : ChooseOtherPage.Of(new(posted, citizen, found.Name), StatusCodes.Status422UnprocessableEntity);
    }

    public sealed record ChooseModel(PostedForm Form, Guid Id, string Name);

    private static async Task<IResult> Compare(
        Guid citizen, Guid other, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, JoinAccounts joining, IAccountJournal journal, HouseKeys keys, TimeProvider time)
    {
        if (await Both(db, citizen, other) is not var (first, second))
        {
            return TypedResults.NotFound();
        }

        await db.PastTheSecondWall(visitor, async () =>
        {
            await journal.Looked(db, commune, first.Id, visitor.Actor, time.GetCurrentInstant());
            await journal.Looked(db, commune, second.Id, visitor.Actor, time.GetCurrentInstant());
            return await db.SaveChangesAsync();
        });
        return await Page(PostedForm.Blank(), first, second, commune, language.Code, db, joining, keys, StatusCodes.Status200OK);
    }

    private static async Task<IResult> Confirm(
        Guid citizen, Guid other, PostedForm posted, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, JoinAccounts joining, HouseKeys keys, TimeProvider time)
    {
        if (await Both(db, citizen, other) is not var (first, second))
        {
            return TypedResults.NotFound();
        }

        var (words, now) = (Words.Of(typeof(JoinPersons)), time.GetCurrentInstant());
        var reason = ShowPerson.Reason(posted, "pourquoi", "person-reason-missing", words, language.Code);
        var (kept, former) = JoinAccounts.Order(first, second);
        if (posted.IsRight)
        {
            var merge = new AccountMerge { CommuneId = commune.Id, KeptId = kept.Id, FormerId = former.Id, Way = MergeWay.Desk, By = visitor.Actor, ProposedAt = now };
            if (await db.PastTheSecondWall(visitor, () => joining.Join(db, commune, merge, visitor.Actor, reason, now)) is not { } refusal)
            {
                return TypedResults.LocalRedirect($"/agent/personnes/{kept.Id.Value}?fait=reuni");
            }

            posted.Refuse("pourquoi", words.In(language.Code, $"join-refused-{refusal}"));
        }

        return await Page(posted, first, second, commune, language.Code, db, joining, keys, StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<(Citizen First, Citizen Second)?> Both(PerronDb db, Guid citizen, Guid other) =>
        citizen != other && await ShowPerson.Found(db, citizen) is { } first && await ShowPerson.Found(db, other) is { } second ? (first, second) : null;

    private static async Task<IResult> Page(PostedForm form, Citizen first, Citizen second, Commune commune, string language, PerronDb db, JoinAccounts joining, HouseKeys keys, int status)
    {
        var (kept, former) = JoinAccounts.Order(first, second);
        return JoinPersonsPage.Of(new(
            form, await ShowPerson.SideOf(db, kept, commune, language, joining, keys), await ShowPerson.SideOf(db, former, commune, language, joining, keys),
            JoinAccounts.Refusal(kept, former, isSeen: true) is { } refusal ? Words.Of(typeof(JoinPersons)).In(language, $"join-refused-{refusal}") : null), status);
    }
}
