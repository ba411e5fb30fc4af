using Microsoft.EntityFrameworkCore;
using NodaTime;
using Perron.Communes;
using Perron.Design;
using Perron.Forms;
using Perron.Pages;
using Perron.People;
using Perron.Platform.Live;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Procedures;
using Perron.Search;
namespace Perron.Cases.Plugs;

/// <summary>The ways to a case from elsewhere: on the home page (with a line about one's own), and in the search.</summary>
internal sealed class CaseDoors(PerronDb db, ProcedureCatalogue catalogue) : IHomeSource, ISearchSource, IMandateScopes
{
    private static readonly Words RoomWords = Words.Of(typeof(CaseDoors));

    public int Place => 2;

    public IReadOnlyList<Topic> Topics => [];

    public async Task<HomePart> Of(Commune commune, Visitor visitor, string language, Instant now) => new()
    {
        Tasks = [new(RoomWords.In(language, "door-follow"), "/suivi", "clipboard-text"), new(RoomWords.In(language, "door-space"), "/mon-espace", "user-circle"), new(RoomWords.In(language, "door-verify"), "/verifier", "seal-check")],
        Moments = [new(RoomWords.In(language, "door-moment"), "clipboard-text", [new(RoomWords.In(language, "door-follow"), "/suivi"), new(RoomWords.In(language, "door-verify"), "/verifier")], "/suivi")],
        Mine = visitor.Citizen is { } citizen ? await Mine(citizen, language) : null,
    };

    public Task<IReadOnlyList<Findable>> All(Commune commune, string language) => Task.FromResult<IReadOnlyList<Findable>>(
    [
        Door("follow", "/suivi", language),
        Door("verify", "/verifier", language),
    ]);

    /// <summary>What can be asked in somebody's name: where the form asks for whom.</summary>
    public async Task<IReadOnlyList<(string Value, string Title)>> Of(PerronDb inside, string language) =>
        [.. (await inside.AllOffered(catalogue, language)).Where(offer => offer.Procedure.Form.Playing(FieldRole.ForWhom) is not null).Select(offer => (offer.Procedure.Slug, offer.Procedure.Title.In(language)))];

    private async Task<HomeLink?> Mine(CitizenId citizen, string language)
    {
        var open = await db.Set<Case>().CountAsync(one => one.CitizenId == citizen && one.ClosedAt == null);
        var awaited = await db.Set<Case>().CountAsync(one => one.CitizenId == citizen && one.ClosedAt == null && one.Status == Workflow.PublicStatus.WaitingCitizen);
        return open == 0 ? null : new(RoomWords.In(language, (open, awaited) switch { (1, 0) => "mine-one", (_, 0) => "mine-many", (1, _) => "mine-one-awaited", _ => "mine-many-awaited" }, open, awaited), "/mon-espace");
    }

    private static Findable Door(string name, string href, string language) => new(
        FindableKind.Page, href, RoomWords.In(language, $"door-{name}"), RoomWords.In(language, $"door-{name}-why"),
        [.. RoomWords.In(language, $"door-{name}-words").Split(',', StringSplitOptions.TrimEntries)], [], []);
}
