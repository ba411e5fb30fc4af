using Perron.Design;
namespace Perron.Platform.Web;

/// <summary>A socket: Communes says what stands around the page that is being answered.</summary>
public interface IPageFrame
{
    Frame Of(HttpContext context);
}
