using NodaTime;
using Perron.Communes;
using Perron.Design;
using Perron.Platform.Live;
using Perron.Platform.Security;
using Perron.Platform.Web;
namespace Perron.Pages;

/// <summary>What this room itself adds to the home: the services and their hours.</summary>
internal sealed class ReadingTasks(CommuneRegister register) : IHomeSource
{
    private static readonly Words RoomWords = Words.Of(typeof(ReadingTasks));

    public int Place => 3;

    public IReadOnlyList<Topic> Topics => [];

    public Task<HomePart> Of(Commune commune, Visitor visitor, string language, Instant now)
    {
        var household = register.Of(commune.Id);
        string Say(string key) => RoomWords.In(language, key);
        return Task.FromResult(new HomePart
        {
            Tasks =
            [
                new(Say("task-hours"), "/services", "clock"),
                new(Say("task-contact"), "/contact", "phone"),
                .. household.Organisations.Where(organisation => organisation.Kind != commune.Holder).OrderBy(organisation => organisation.Kind)
                    .Select(organisation => (organisation.Kind, Unit: household.Services.FirstOrDefault(unit => unit.RunBy == organisation.Id)))
                    .Where(other => other.Unit is not null)
                    .Select(other => new HomeTask(other.Unit!.Name.In(language), $"/services/{other.Unit.Slug}", Icon(other.Kind))),
            ],
            Moments =
            [
                new(Say("moment-services"), "clock",
                    [.. household.Services.Take(5).Select(unit => new HomeLink(unit.Name.In(language), $"/services/{unit.Slug}"))], "/services"),
                new(Say("moment-help"), "handshake",
                    [
                        .. household.Services.Where(unit => household.Organisations.Any(organisation => organisation.Id == unit.RunBy && organisation.Kind == OrganisationKind.Cpas))
                            .Select(unit => new HomeLink(unit.Name.In(language), $"/services/{unit.Slug}")),
                        new(Say("task-contact"), "/contact"),
                    ], "/contact"),
            ],
        });
    }

    private static string Icon(OrganisationKind kind) => kind switch { OrganisationKind.Cpas => "handshake", OrganisationKind.Library => "books", OrganisationKind.School => "graduation-cap", _ => "buildings" };
}
