using Perron.People;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
namespace Perron.Cases.Asking;

/// <summary>A page with several forms: the one that was being sent when the session ran out comes back with what was typed.</summary>
internal static class HeldForms
{
    public static async Task<PostedForm> Back(this HeldForm held, PerronDb db, Visitor visitor, string page, params string[] acts)
    {
        foreach (var act in acts)
        {
            if (await held.Take(db, visitor, $"{page}/{act}") is { } form)
            {
                return form;
            }
        }

        return PostedForm.Blank();
    }

    /// <summary>What is not this visitor's does not exist; who is nobody (any more) is asked who it is, and what was being sent is kept until then.</summary>
    public static IResult NotYours(this Visitor visitor) => visitor is { IsCitizen: false, IsOfficer: false } ? new AskWho() : TypedResults.NotFound();

    private sealed class AskWho : IResult, IStatusCodeHttpResult
    {
        // To the unit of work it is a refusal; to the visitor, the way to the sign-in.
        public int? StatusCode => StatusCodes.Status401Unauthorized;

        public Task ExecuteAsync(HttpContext context) => context.RequestServices.GetRequiredService<ISignInPage>().Ask(context);
    }
}
