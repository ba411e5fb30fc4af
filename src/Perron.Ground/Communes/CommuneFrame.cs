using NodaTime.Extensions;
using Perron.Design;
using Perron.Platform.Security;
using Perron.Platform.Web;
using Perron.Texts;
namespace Perron.Communes;

/// <summary>Makes the frame of a page: commune, theme, language, menu, who is signed in, who to call.</summary>
internal sealed class CommuneFrame(TimeProvider time, IEnumerable<IDeskEntries> desk) : IPageFrame
{
    private static readonly Dictionary<string, string> OwnNames = new() { ["fr"] = "Français", ["nl"] = "Nederlands", ["de"] = "Deutsch", ["en"] = "English" };

    public Frame Of(HttpContext context)
    {
        var household = context.Features.Get<Household>()!;
        var commune = household.Commune;
        var language = context.Features.Get<PageLanguage>()!.Code;
        var visitor = Visitor.Of(context);
        return new()
        {
            Commune = commune.Name,
            Titled = commune.Titled(language),
            Slug = commune.Slug,
            Look = Looks.Of(household),
            Language = language,
            Languages = [.. Words.Languages.OrderBy(code => code != commune.Language).Select(code =>
                new LanguageLink(code, OwnNames[code], $"{(code == commune.Language ? "" : $"/{code}")}{context.Request.Path}{context.Request.QueryString}", commune.IsOfficial(code)))],
            Mode = DisplayMode.Of(context),
            Prefix = context.Request.PathBase.Value ?? "",
            Path = context.Request.Path.Value ?? "/",
            Person = visitor.IsCitizen || visitor.IsOfficer ? new(visitor.Name, visitor.IsOfficer) : null,
            IsDemonstration = commune.IsDemonstration,
            Alert = commune is { Alert: { } alert, AlertUntil: { } until } && time.GetCurrentInstant() < until ? new(CalloutKind.Warning, LocalText.FromJson(alert).In(language), null) : null,
            Nav = [.. household.Menu.Select(entry => new NavEntry(entry.Text.In(language), entry.Href, entry.Icon))],
            DeskNav = visitor.IsOfficer ? [.. desk.SelectMany(room => room.Of(visitor, language))] : [],
            Help = household.Services.FirstOrDefault(unit => unit.Slug == "accueil") is { } welcome ? Help(welcome, commune, language) : null,
        };
    }

    private FrameHelp Help(ServiceUnit welcome, Commune commune, string language) =>
        new(welcome.Name.In(language), welcome.Phone, welcome.OpenNow(commune.Local(time.GetCurrentInstant()), language), $"/services/{welcome.Slug}");
}

/// <summary>A socket: a later room adds its places to the officers' menu, after inbox and post, for this visitor.</summary>
public interface IDeskEntries
{
    IEnumerable<NavEntry> Of(Visitor visitor, string language);
}
