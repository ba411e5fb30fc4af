using NodaTime;
namespace Perron.People.SignIn;

/// <summary>Some acts (another address, another second factor) ask for a proof given a short while ago, or a telephone left on a table would be enough.</summary>
internal static class Fresh
{
    private static readonly Duration Long = Duration.FromMinutes(10);

    /// <summary>Null when the last proof is recent; else where to give it anew and come back.</summary>
    public static string? Or(HttpContext context, string back, Instant now) =>
        context.Features.Get<SessionAtTheDoor>() is { Session: { } session } && now - session.ProvenAt > Long
            ? $"{(session.OfficerId is null ? "/connexion" : "/agent/confirmer")}?retour={Uri.EscapeDataString(back)}"
            : null;
}
